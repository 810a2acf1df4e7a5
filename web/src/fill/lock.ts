/** Holds a draft for this tab, so that two tabs never write over each other. Null if another tab has it; else how to let go. */
export function hold(draft: string): Promise<(() => void) | null> {
  const locks = navigator.locks as LockManager | undefined
  // Without a secure address there are no locks: the last tab to save wins, as in any program without them.
  if (!locks) return Promise.resolve(() => undefined)
  return new Promise((resolve, reject) => {
    locks
      .request(`inzira-draft-${draft}`, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null)
        return new Promise<void>((release) => resolve(release))
      })
      .catch(reject)
  })
}
