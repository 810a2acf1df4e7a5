// Opens the application without a network. It keeps the files of one version of the application and nothing else: what
// people fill in is in the pages' own store, and answers of the server are never kept here.

const version = 'VERSION'
const files = ['FILES']
const prefix = 'inzira-'
const cacheName = prefix + version
// One page for all addresses; where forms are filled it comes with a content security policy of its own.
const page = '/'
const fillingPage = '/f/'

const isForFilling = (path) => path === '/f' || path.startsWith('/f/') || /^\/work\/[^/]+\/fill(\/|$)/.test(path)
const isForPrograms = (path) => /^\/(api|v1|v2|v3|formList|submission)(\/|$)/.test(path)

addEventListener('install', (event) => event.waitUntil(keepAll()))

/** All files or none: a version that is only half there is not installed. What an older version has is not fetched again. */
async function keepAll() {
  const older = await caches.keys()
  const cache = await caches.open(cacheName)
  for (const file of [page, fillingPage, ...files]) {
    const held = file.startsWith('/assets/') && (await fromAny(older, file))
    const answer = held || (await fetch(file, { cache: 'no-cache', credentials: 'same-origin' }))
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
    await cache.put(file, answer)
  }
}

async function fromAny(names, file) {
  for (const name of names) {
    const held = await (await caches.open(name)).match(file)
    if (held) return held
  }
  return null
}

addEventListener('activate', (event) => event.waitUntil(takeOver()))

/** Keeps the version before as well: a tab that is still open may yet ask for a part of it. */
async function takeOver() {
  const before = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
  for (const name of before.slice(0, -1)) await caches.delete(name)
  await clients.claim()
}

addEventListener('message', (event) => {
  if (event.data === 'take over') skipWaiting()
})

addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || isForPrograms(url.pathname)) return
  if (request.mode === 'navigate') event.respondWith(navigate(request, url.pathname))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (files.includes(url.pathname)) event.respondWith(held(url.pathname, request))
})

/** Where forms are filled the page is there at once, network or none; elsewhere the server's own comes first. */
async function navigate(request, path) {
  if (isForFilling(path)) return held(fillingPage, request)
  try {
    return await fetch(request)
  } catch (problem) {
    const kept = await (await caches.open(cacheName)).match(page)
    if (kept) return kept
    throw problem
  }
}

async function held(key, request) {
  return (await (await caches.open(cacheName)).match(key)) ?? fetch(request)
}

/** Names under /assets/ change with their content, so what is kept never grows old. */
async function asset(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await (await caches.open(cacheName)).put(request, answer.clone())
  return answer
}
