/** The manifest of an encrypted submission, as `crates/encrypted` reads it. */
export interface Manifest {
  formId: string
  formVersion: string | null
  instanceId: string
  /** Base64 as it stands. */
  encryptedKey: string
  /** Names as sent (`photo.jpg.enc`), in the order of encryption; the answers last. */
  files: string[]
  /** Base64 as it stands. */
  signature: string | null
}

/** Why a submission cannot be decrypted. The words are chosen where it is shown. */
export type Problem =
  | { code: 'not-a-manifest'; lacks: string }
  | { code: 'bad-file-name'; name: string }
  /** Browsers have cryptography only on pages that came over https, or from this computer. */
  | { code: 'needs-https' }
  | { code: 'not-a-private-key' }
  | { code: 'protected-private-key' }
  | { code: 'other-key' }
  | { code: 'answers-missing'; name: string }
  | { code: 'answers-damaged'; name: string }

export class DecryptionError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code)
  }
}

const SUFFIX = '.enc'

/** The name a file had before it was encrypted. */
export function plainName(name: string): string {
  return name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name
}

function children(parent: Element, name: string): Element[] {
  return [...parent.children].filter((child) => child.localName === name)
}

function text(parent: Element | undefined, name: string): string | null {
  const found = parent && children(parent, name)[0]
  return found?.textContent?.trim() || null
}

/** Names come from whoever sent the submission, and may end up in a download. */
function checkNames(names: string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    const plain = plainName(name)
    const sound = plain.trim() !== '' && name.length <= 255 && !plain.startsWith('.') && !/[/\\:\p{Cc}]/u.test(name)
    if (!sound || seen.has(plain)) throw new DecryptionError({ code: 'bad-file-name', name })
    seen.add(plain)
  }
}

/** Reads a manifest; namespaces do not matter, as Collect's is not the specification's. */
export function readManifest(xml: string): Manifest {
  const root = new DOMParser().parseFromString(xml, 'application/xml').documentElement
  const required = (value: string | null | undefined, lacks: string): string => {
    if (!value) throw new DecryptionError({ code: 'not-a-manifest', lacks })
    return value
  }
  required(root?.getAttribute('encrypted') === 'yes' ? 'yes' : null, 'encrypted="yes"')
  const media = children(root, 'media').flatMap((one) => children(one, 'file'))
  const names = media.map((file) => file.textContent?.trim() ?? '').filter((name) => name !== '')
  const files = [...names, required(text(root, 'encryptedXmlFile'), 'encryptedXmlFile')]
  checkNames(files)
  return {
    formId: required(root.getAttribute('id')?.trim(), 'id'),
    formVersion: root.getAttribute('version')?.trim() || null,
    instanceId: required(text(children(root, 'meta')[0], 'instanceID'), 'instanceID'),
    encryptedKey: required(text(root, 'base64EncryptedKey'), 'base64EncryptedKey'),
    files,
    signature: text(root, 'base64EncryptedElementSignature'),
  }
}
