import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { rememberedUser, whoIsIt } from './account/session'
import { asProblem } from './components/load'
import DashboardPage from './dashboard/DashboardPage.vue'

// The dashboard is in the first bundle, since most people come for it; everything else comes when it is opened.
const routes: RouteRecordRaw[] = [
  { path: '/', component: DashboardPage },
  { path: '/o/:operation', component: DashboardPage },
  { path: '/o/:operation/v/:view', component: () => import('./dashboard/views/ViewPage.vue') },
  // Where forms are filled: kept on the device, so these pages open without a network and without asking who is there.
  { path: '/fill', component: () => import('./fill/FillHome.vue') },
  { path: '/f/:token', component: () => import('./fill/FillPage.vue'), meta: { fills: true } },
  { path: '/work/:operation/fill/:form', component: () => import('./fill/FillPage.vue'), meta: { fills: true } },
  { path: '/login', component: () => import('./account/LoginPage.vue') },
  { path: '/password', component: () => import('./account/PasswordPage.vue'), meta: { staff: true } },
  {
    path: '/work',
    component: () => import('./work/StaffShell.vue'),
    meta: { staff: true },
    children: [
      { path: '', component: () => import('./work/WorkStart.vue') },
      { path: ':operation', redirect: (to) => `${to.path.replace(/\/$/, '')}/records` },
      { path: ':operation/returned', component: () => import('./work/records/ReturnedPage.vue') },
      { path: ':operation/records/:record?', component: () => import('./work/records/RecordsPage.vue') },
      { path: ':operation/forms', component: () => import('./work/forms/FormsPage.vue') },
      { path: ':operation/devices', component: () => import('./work/devices/DevicesPage.vue') },
      { path: ':operation/sources', component: () => import('./work/sources/SourcesPage.vue') },
      { path: ':operation/webhooks', component: () => import('./work/webhooks/WebhooksPage.vue') },
      { path: ':operation/imports', component: () => import('./work/imports/ImportsPage.vue') },
      { path: ':operation/registers', component: () => import('./work/registers/RegistersPage.vue') },
      { path: ':operation/registers/:register/:entity?', component: () => import('./work/registers/RegisterPage.vue') },
      { path: ':operation/sites/:site?', component: () => import('./work/sites/SitesPage.vue') },
      { path: ':operation/events', component: () => import('./work/events/EventsPage.vue') },
      { path: ':operation/rounds', component: () => import('./work/rounds/RoundsPage.vue') },
      { path: ':operation/places', component: () => import('./work/places/PlacesPage.vue') },
    ],
  },
  {
    path: '/admin',
    component: () => import('./work/StaffShell.vue'),
    meta: { staff: true, administrator: true },
    children: [
      { path: 'users', component: () => import('./admin/UsersPage.vue') },
      { path: 'audit', component: () => import('./admin/AuditPage.vue') },
    ],
  },
  { path: '/:rest(.*)*', component: () => import('./components/NotFoundPage.vue') },
]

export const router = createRouter({ history: createWebHistory(), routes, scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }) })

/** Pages that fill forms are served with a policy that lets their engine run; no other page can become one. */
const canFill = /^\/(f\/|work\/[^/]+\/fill\/)/.test(location.pathname)

router.beforeEach(async (to) => {
  if (to.meta.fills && !canFill) {
    location.assign(to.fullPath)
    return false
  }
  // Whose drafts these are has to be known; nobody is turned away for want of a network.
  if (to.params.form && rememberedUser() === null) await whoIsIt().catch(() => null)
  if (!to.meta.staff) return true
  const next = { path: '/login', query: { next: to.fullPath } }
  try {
    const user = await whoIsIt()
    if (!user) return next
    if (user.must_change_password && to.path !== '/password') return { path: '/password', query: { next: to.fullPath } }
    if (to.meta.administrator && !user.administrator) return '/work'
    return true
  } catch (cause) {
    return { path: '/login', query: { next: to.fullPath, problem: asProblem(cause).kind } }
  }
})
