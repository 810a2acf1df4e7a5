import type { InstancePayload } from '@getodk/web-forms'

const ANSWERS = 'xml_submission_file'

/** A filled form as it is kept: its answers, and its files by name. */
export interface Filled {
  xml: string
  files: Map<string, Blob>
}

export async function filledOf(payload: InstancePayload): Promise<Filled> {
  const files = new Map<string, Blob>()
  let xml = ''
  for (const data of payload.data) {
    for (const [name, value] of data.entries()) {
      if (typeof value === 'string') continue
      if (name === ANSWERS) xml ||= await value.text()
      else files.set(name, value)
    }
  }
  return { xml, files }
}

/** As the engine takes a draft back. */
export function dataOf({ xml, files }: Filled): readonly FormData[] {
  const data = new FormData()
  data.append(ANSWERS, new File([xml], ANSWERS, { type: 'text/xml' }))
  for (const [name, blob] of files) data.append(name, new File([blob], name, { type: blob.type }))
  return [data]
}

const meta = (document: Document, name: string): Element | null =>
  [...document.getElementsByTagName('*')].find((element) => element.localName === name && element.parentElement?.localName === 'meta') ?? null

const parse = (xml: string) => new DOMParser().parseFromString(xml, 'text/xml')

/** What the form says of itself: its instanceID, its name if it gives itself one, and what it takes the place of. */
export function saysOf(xml: string): { instanceId: string; name: string; corrects: string } {
  const document = parse(xml)
  const text = (name: string) => meta(document, name)?.textContent?.trim() ?? ''
  return { instanceId: text('instanceID'), name: text('instanceName'), corrects: text('deprecatedID') }
}

/** Sees to it that a correction names what it corrects, also where it was saved and opened again in between. */
export function withCorrects(xml: string, corrects: string): string {
  const document = parse(xml)
  const instanceId = meta(document, 'instanceID')
  if (!instanceId) return xml
  const held = meta(document, 'deprecatedID')
  const element = held ?? document.createElementNS(instanceId.namespaceURI, instanceId.prefix ? `${instanceId.prefix}:deprecatedID` : 'deprecatedID')
  element.textContent = corrects
  if (!held) instanceId.after(element)
  return new XMLSerializer().serializeToString(document)
}
