/** Where to go after log-in: the page asked for, if it is one of ours; another site's address is never followed. */
export function nextAddress(asked: unknown): string {
  return typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : '/work'
}
