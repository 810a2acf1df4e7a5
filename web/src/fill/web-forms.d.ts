/** What we use of `@getodk/web-forms`, which ships no types, with what `build/web-forms.ts` adds to it. */
declare module '@getodk/web-forms' {
  import type { DefineComponent, Plugin } from 'vue'

  export interface InstancePayload {
    status: 'pending' | 'max-size-exceeded' | 'ready'
    violations: unknown[] | null
    data: readonly [FormData, ...FormData[]]
  }
  export interface EngineRoot {
    prepareInstancePayload(options: { payloadType: 'monolithic' }): Promise<InstancePayload>
    readonly validationState: { readonly violations: readonly unknown[] }
  }
  export interface EngineState {
    status: 'FORM_STATE_LOADING' | 'FORM_STATE_FAILURE' | 'FORM_STATE_SUCCESS'
    error: Error | null
    root: EngineRoot | null
  }
  export interface EditInstance {
    resolveInstance: () => string
    attachmentFileNames: string[]
    resolveAttachment: (name: string) => Promise<Response>
  }
  export const OdkWebForm: DefineComponent<{
    formXml: string
    fetchFormAttachment: (resource: URL | string) => Promise<Response>
    trackDevice?: boolean
    editInstance?: EditInstance | null
    restoreInstance?: readonly FormData[] | null
    onSubmit?: (payload: InstancePayload) => void
    onOpened?: (state: EngineState) => void
  }>
  export const webFormsPlugin: Plugin
}
