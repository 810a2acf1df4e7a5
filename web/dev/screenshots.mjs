/**
 * Pictures of the pages, to look at: `npm run build && npm run screenshots [folder] [pattern]`.
 * Serves the built pages with the mock under the real content security policy, and fails if the browser reports an error.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { preview } from 'vite'

process.env.INZIRA_MOCK = '1'
const folder = process.argv[2] ?? 'dev/out'
const pattern = new RegExp(process.argv[3] ?? '.')
mkdirSync(folder, { recursive: true })

const server = await preview({ preview: { port: 4179, host: '127.0.0.1', strictPort: true } })
const address = 'http://127.0.0.1:4179'
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})

const ready = (page) => page.waitForSelector('[data-testid=map][data-ready=true]', { timeout: 60_000 })
const explain = async (page) => {
  await ready(page)
  await page.click('[data-testid=explain-idps_individuals]')
  await page.waitForSelector('[data-testid=explain-value]')
}
const shots = [
  { name: 'dashboard', path: '/', after: ready },
  { name: 'communes', path: '/o/bdi?level=2&round=6', after: ready },
  { name: 'place', path: '/o/bdi?level=2&place=BDI001', after: ready },
  { name: 'explain', path: '/', after: explain, whole: false },
  { name: 'change', path: '/', whole: false, after: async (page) => { await ready(page); await page.click('[data-testid=explain-change]') } },
  { name: 'ssd', path: '/o/ssd?level=2', after: ready },
  { name: 'dark', path: '/o/bdi?level=2', after: ready, dark: true },
  { name: 'unknown', path: '/o/nowhere', after: async () => undefined },
  { name: 'login', path: '/login', after: async () => undefined },
  ...['records', 'records/1004', 'forms', 'devices', 'imports', 'places'].map((path) => ({ name: `work-${path.replace('/', '-')}`, path: `/work/bdi/${path}`, staff: true, whole: path !== 'records', after: (page) => page.waitForTimeout(700) })),
  { name: 'work-dark', path: '/work/bdi/records/1004', staff: true, dark: true, after: (page) => page.waitForTimeout(700) },
  ...['users', 'audit'].map((path) => ({ name: `admin-${path}`, path: `/admin/${path}`, staff: true, after: (page) => page.waitForTimeout(700) })),
]

let failed = 0
for (const shot of shots.filter(({ name }) => pattern.test(name))) {
  for (const [width, height] of [[1280, 900], [360, 740]]) {
    for (const language of shot.dark ? ['en'] : ['en', 'fr']) {
      const context = await browser.newContext({ viewport: { width, height }, locale: language, colorScheme: shot.dark ? 'dark' : 'light' })
      const page = await context.newPage()
      page.on('console', (message) => {
        // The browser reports every 401 by itself; asking who is logged in is answered so.
        if (message.type() === 'error' && !message.text().includes('401')) {
          failed += 1
          console.error(`${shot.name} ${width} ${language}: ${message.text()}`)
        }
      })
      page.on('pageerror', (error) => {
        failed += 1
        console.error(`${shot.name} ${width} ${language}: ${error.stack}`)
      })
      if (shot.staff) await page.request.post(`${address}/api/v1/session`, { data: { email: 'admin@inzira.demo', password: 'demo' }, headers: { 'X-Inzira': '1' } })
      await page.goto(address + shot.path)
      await shot.after(page)
      await page.waitForTimeout(500)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      if (wide) {
        failed += 1
        console.error(`${shot.name} ${width} ${language}: wider than the screen`)
      }
      await page.screenshot({ path: join(folder, `${shot.name}-${width}-${language}.png`), fullPage: shot.whole ?? true })
      await context.close()
    }
  }
}
await browser.close()
await server.close()
if (failed) process.exitCode = 1
