import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin, Rollup } from 'vite'

const worker = fileURLToPath(new URL('service-worker.js', import.meta.url))

/** What is only of use with the figures, which need the server: kept when it is first used, not before. */
const forFigures = /\/src\/(map|charts)\//

/** Writes `sw.js`: the service worker, with the list of what the application needs to open without a network. */
export function offline(): Plugin {
  return {
    name: 'inzira:offline',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = [...needed(bundle), ...readdirSync('public').map((name) => `/${name}`)].sort()
        const digest = createHash('sha256')
        for (const file of files) digest.update(file)
        for (const name of readdirSync('public').sort()) digest.update(readFileSync(`public/${name}`))
        const page = bundle['index.html']
        if (page?.type === 'asset') digest.update(page.source)
        const source = readFileSync(worker, 'utf8')
        digest.update(source)
        const version = digest.digest('hex').slice(0, 16)
        const text = source.replace("'VERSION'", `'${version}'`).replace("['FILES']", JSON.stringify(files))
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: text })
      },
    },
  }
}

/** Chunks that pages lead to, with their styles; without what only figures lead to. */
function needed(bundle: Rollup.OutputBundle): string[] {
  const found = new Set<string>()
  const visit = (name: string) => {
    const chunk = bundle[name]
    if (found.has(name) || chunk?.type !== 'chunk') return
    found.add(name)
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style)
    for (const asset of chunk.viteMetadata?.importedAssets ?? []) found.add(asset)
    chunk.imports.forEach(visit)
    chunk.dynamicImports.filter((one) => !leadsToFigures(bundle[one])).forEach(visit)
  }
  for (const [name, chunk] of Object.entries(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) visit(name)
  return [...found].map((name) => `/${name}`)
}

function leadsToFigures(chunk: Rollup.OutputBundle[string] | undefined): boolean {
  return chunk?.type === 'chunk' && forFigures.test(chunk.facadeModuleId ?? '')
}
