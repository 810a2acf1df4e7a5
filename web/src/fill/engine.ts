import { OdkWebForm, webFormsPlugin, type EditInstance, type EngineState, type InstancePayload } from '@getodk/web-forms'
// Not the page's own: see build/web-forms.ts.
import { createApp } from 'vue'

export interface EngineOptions {
  formXml: string
  fetchFormAttachment: (resource: URL | string) => Promise<Response>
  editInstance: EditInstance | null
  restoreInstance: readonly FormData[] | null
  trackDevice: boolean
  onOpened: (state: EngineState) => void
  onSubmit: (payload: InstancePayload) => void
}

/** Starts the form engine in an element; returns how to end it. A large part, which only those load who fill a form. */
export function startEngine(stage: Element, options: EngineOptions): () => void {
  const app = createApp(OdkWebForm, { ...options })
  app.use(webFormsPlugin).mount(stage)
  return () => app.unmount()
}
