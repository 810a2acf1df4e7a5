import { join } from 'node:path'
import type { Plugin } from 'vite'

/**
 * What `@getodk/web-forms` does not offer to the page it stands on, though its engine can: to go on with a draft
 * (`restoreInstance`), and to hand over the form that is being filled, so that it can be saved before it is finished. The
 * places are named literally: a version that says them otherwise fails the build instead of losing drafts silently.
 */
const changes: [from: string, to: string][] = [
  ['    editInstance: {}\n  },\n  emits: ["submit", "submitChunked"],', '    editInstance: {},\n    restoreInstance: {}\n  },\n  emits: ["submit", "submitChunked", "opened"],'],
  [
    '  if (tA.editInstance == null)\n    try {\n      const rA = AA.createInstance(nA);',
    '  if (tA.restoreInstance != null)\n    try {\n      return success(AA, await AA.restoreInstance({ data: tA.restoreInstance }, nA));\n    } catch (rA) {\n      return failure(FormInitializationError.from(rA));\n    }\n  if (tA.editInstance == null)\n    try {\n      const rA = AA.createInstance(nA);',
  ],
  [
    '(async () => gA.value = await loadFormState(nA.formXml, {\n      form: uA,\n      editInstance: nA.editInstance ?? null,\n      preloadProperties: nA.preloadProperties,\n      trackDevice: nA.trackDevice\n    }))();',
    '(async () => tA("opened", gA.value = await loadFormState(nA.formXml, {\n      form: uA,\n      editInstance: nA.editInstance ?? null,\n      restoreInstance: nA.restoreInstance ?? null,\n      preloadProperties: nA.preloadProperties,\n      trackDevice: nA.trackDevice\n    })))();',
  ],
]

/**
 * The engine brings its letters along, 600 kB that every phone would have to fetch; Android has Roboto itself, and other
 * systems have letters of their own.
 */
const letters = /@font-face\{font-family:Roboto[^}]*\}/g

/** Where the engine's own copy of Vue is used: in the engine, in what it brings along, and where it is started. */
const ofEngine = /\/node_modules\/(@getodk\/web-forms|vue-draggable-plus)\/|\/src\/fill\/engine\.ts/

export function webForms(): Plugin {
  let ownVue = ''
  return {
    name: 'inzira:web-forms',
    enforce: 'pre',
    configResolved(config) {
      ownVue = join(config.root, 'node_modules/vue/dist/vue.runtime.esm-browser.prod.js')
    },
    // The engine is an application of its own inside the page. With a Vue of its own, parts of it that only the engine
    // uses do not reach those who look at figures, and what the engine sets up for itself does not reach our pages.
    resolveId(source, importer) {
      return source === 'vue' && importer && ofEngine.test(importer) ? ownVue : null
    },
    transform(code, id) {
      const file = /@getodk\/web-forms\/dist\/(index(-[\w-]+)?)\.js$/.exec(id.split('?')[0] ?? '')?.[1]
      if (!file) return null
      if (file === 'index') return { code: code.replace(letters, ''), map: null }
      let changed = code
      for (const [from, to] of changes) {
        if (changed.split(from).length !== 2) this.error(`@getodk/web-forms has changed where drafts are saved: ${from}`)
        changed = changed.replace(from, () => to)
      }
      return { code: changed, map: null }
    },
  }
}
