/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages, type Language } from './language'
import { readMessages } from './messages'

// Vitest runs in `web`; the messages are beside it.
const read = (language: Language) => readFileSync(join('..', 'locales', language, 'web.ftl'), 'utf8')
const keysOf = (text: string) => [...text.matchAll(/^([a-z][\w-]*) =/gm)].map((match) => match[1] as string)
const english = keysOf(read('en'))

function sources(folder: string, kind: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path, kind)
    return kind.test(path) && !path.endsWith('.test.ts') ? [readFileSync(path, 'utf8')] : []
  })
}
const code = sources('src', /\.(vue|ts)$/).join('\n')
/** What does what people do, and writes it into the audit log. */
const server = readdirSync(join('..', 'crates')).flatMap((crate) => sources(join('..', 'crates', crate, 'src'), /\.rs$/)).join('\n')

/** Variables a message needs. */
const variables = (text: string, key: string) => {
  const body = new RegExp(`^${key} =([^]*?)(?=^\\S|$(?![^]))`, 'm').exec(text)?.[1] ?? ''
  return [...new Set([...body.matchAll(/\$(\w+)/g)].map((match) => match[1]))].sort()
}

describe('messages', () => {
  it.each(languages)('exist in %s, each once and each readable', (language) => {
    const text = read(language)
    const keys = keysOf(text)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
    expect([...keys].sort()).toEqual([...english].sort())
    const bundle = readMessages(language, text)
    expect(keys.filter((key) => !bundle.getMessage(key)?.value)).toEqual([])
  })
  it.each(['fr', 'rn'] as const)('need the same values in %s as in English', (language) => {
    const [own, other] = [read(language), read('en')]
    expect(english.filter((key) => variables(own, key).join() !== variables(other, key).join())).toEqual([])
  })
  it('exist for every key the pages name', () => {
    const named = [...code.matchAll(/\btO?r?\('([a-z][\w-]*)'/g)].map((match) => match[1] as string)
    expect(named.length).toBeGreaterThan(100)
    expect([...new Set(named)].filter((key) => !english.includes(key))).toEqual([])
  })
  it('exist for every family of keys the pages build', () => {
    const families = [...code.matchAll(/\bt\(`([a-z-]+)\$\{/g)].map((match) => match[1] as string)
    expect(families.length).toBeGreaterThan(5)
    expect([...new Set(families)].filter((family) => !english.some((key) => key.startsWith(family)))).toEqual([])
    for (const missing of ['missing', 'not_assessed', 'not_accessible', 'not_applicable', 'withheld']) expect(english).toContain(`missing-${missing}`)
  })
  it('exist for every deed that is written into the audit log', () => {
    const deeds = [...server.matchAll(/\bDeed::new\([^";]*?"([a-z_]+\.[a-z_.]+)"/g)].map((match) => match[1] as string)
    expect(deeds.length).toBeGreaterThan(80)
    expect([...new Set(deeds)].filter((deed) => !english.includes(`deed-${deed.replaceAll(/[._]/g, '-')}`))).toEqual([])
  })
  it('are all used', () => {
    const families = [...code.matchAll(/`([a-z-]+-)\$\{/g)].map((match) => match[1] as string)
    const unused = english.filter((key) => !code.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)))
    expect(unused).toEqual([])
  })
  it('say in Kirundi that a native speaker must check them', () => {
    expect(read('rn').slice(0, 400)).toContain('NEEDS A NATIVE CHECK')
  })
  it('put figures into sentences in the language’s own way', () => {
    const say = (language: Language, records: number) => {
      const bundle = readMessages(language, read(language))
      return bundle.formatPattern(bundle.getMessage('from-records')!.value!, { records })
    }
    expect(say('en', 1)).toBe('from 1 record')
    expect(say('en', 1415)).toBe('from 1,415 records')
    expect(say('fr', 1415)).toBe('à partir de 1\u202f415 enregistrements')
  })
})
