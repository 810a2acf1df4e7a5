import { computed, ref, shallowRef } from 'vue'
import { get, send } from '../api/client'
import { ApiProblem } from '../api/problem'
import type { Role, StaffOperation, User } from '../api/types'

const user = shallowRef<User | null>(null)
const operations = shallowRef<StaffOperation[]>([])
const asked = ref(false)
const hint = 'inzira.session'
const whose = 'inzira.user'

/** Whether somebody logged in here before, so that a public page need not ask the server for every visitor. */
export function maybeLoggedIn(): boolean {
  try {
    return localStorage.getItem(hint) === '1'
  } catch {
    return false
  }
}

/** Who is logged in here, known without a network too: what they fill in is theirs alone until they log out. */
export function rememberedUser(): string | null {
  if (user.value) return String(user.value.id)
  try {
    return localStorage.getItem(whose)
  } catch {
    return null
  }
}

function remember(loggedIn: boolean) {
  try {
    if (loggedIn) localStorage.setItem(hint, '1')
    else localStorage.removeItem(hint)
    if (loggedIn && user.value) localStorage.setItem(whose, String(user.value.id))
    else localStorage.removeItem(whose)
  } catch {
    // storage is switched off: the menu then offers to log in on public pages
  }
}

/** Who is logged in. `null` until asked, and when nobody is. */
export const currentUser = computed(() => user.value)
export const staffOperations = computed(() => operations.value)

const rank: Record<string, number> = { viewer: 1, reviewer: 2, manager: 3, administrator: 4 }

/** Whether the user may do what needs `role` in the operation. The server decides again on every call. */
export function may(role: Role, operation: string): boolean {
  if (user.value?.administrator) return true
  const own = user.value?.roles.find((one) => one.operation === operation)?.role ?? operations.value.find((one) => one.code === operation)?.role
  return (rank[own ?? ''] ?? 0) >= (rank[role] ?? 9)
}

async function loadOperations() {
  operations.value = user.value ? (await get<{ operations: StaffOperation[] }>('/api/v1/operations')).operations : []
}

/** Asks the server who is logged in, once. Nobody being logged in is an answer, not a failure. */
export async function whoIsIt(): Promise<User | null> {
  if (asked.value) return user.value
  try {
    user.value = (await get<{ user: User }>('/api/v1/session')).user
    if (!user.value.must_change_password) await loadOperations()
  } catch (cause) {
    if (!(cause instanceof ApiProblem) || cause.kind !== 'login') throw cause
    user.value = null
  }
  asked.value = true
  remember(user.value !== null)
  return user.value
}

export async function logIn(email: string, password: string): Promise<User> {
  user.value = (await send<{ user: User }>('POST', '/api/v1/session', { email, password })).user
  asked.value = true
  remember(true)
  if (!user.value.must_change_password) await loadOperations()
  return user.value
}

export async function changePassword(old: string, wanted: string) {
  await send('POST', '/api/v1/session/password', { old, new: wanted })
  asked.value = false
  await whoIsIt()
}

export async function logOut() {
  await send('DELETE', '/api/v1/session')
  forget()
}

/** The session has ended on the server. */
export function forget() {
  user.value = null
  operations.value = []
  asked.value = true
  remember(false)
}
