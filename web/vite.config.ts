import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { offline } from './build/offline.ts'
import { webForms } from './build/web-forms.ts'
import { mockServer } from './dev/mock-server.ts'

/** Where `npm run dev` finds a running Inzira server; `npm run dev:mock` needs none. */
const server = process.env.INZIRA_SERVER ?? 'http://127.0.0.1:8080'
const proxy = { '/api': server, '/v1': server, '/v3': server }
const mocked = process.env.INZIRA_MOCK === '1'

export default defineConfig({
  plugins: [vue(), webForms(), offline(), ...(mocked ? [mockServer()] : [])],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    // Small images as data: URLs are allowed by the server's content security policy; scripts never are.
    assetsInlineLimit: 2048,
    // The map, and the engine that fills forms, are that large; both are loaded only where they are used.
    chunkSizeWarningLimit: 2000,
    modulePreload: { polyfill: false },
  },
  server: {
    // The messages are beside `web`, shared with nothing else in it.
    fs: { allow: ['.', '../locales'] },
    ...(mocked ? {} : { proxy }),
  },
  preview: mocked ? {} : { proxy },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
})
