import { rememberedUser } from '../account/session'

/** How a form is reached: by a link, or by log-in. The same form by two ways is two doors, each with its own drafts. */
export interface Door {
  /** Its name on this device. */
  id: string
  /** Below which the server answers. */
  api: string
  /** The page. */
  page: string
  /** Whose it is: nobody's for a link, which is its own key; else the person who logged in. */
  owner: string | null
}

export function linkDoor(token: string): Door {
  const key = encodeURIComponent(token)
  return { id: `f/${token}`, api: `/api/v1/fill/${key}`, page: `/f/${key}`, owner: null }
}

export function logInDoor(operation: string, form: string, owner: string | null): Door {
  const [o, f] = [encodeURIComponent(operation), encodeURIComponent(form)]
  return { id: `w/${operation}/${form}`, api: `/api/v1/operations/${o}/fill/${f}`, page: `/work/${o}/fill/${f}`, owner }
}

/** The door of a page's parameters. */
export function doorOf(parameters: Record<string, string | string[] | undefined>): Door {
  const { token, operation, form } = parameters
  return token ? linkDoor(String(token)) : logInDoor(String(operation), String(form), rememberedUser())
}

/** Whether something kept on this device is for whoever uses it now: a link's for all who have it, the rest for its owner. */
export function isOurs(kept: { owner: string | null }): boolean {
  return kept.owner === null || kept.owner === rememberedUser()
}
