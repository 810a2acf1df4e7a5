import { onBeforeUnmount, onMounted, ref } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { sayIn, t } from '../../i18n/messages'
import { languages } from '../../i18n/language'

/** What a sheet says to whoever gets the phone, in every language: whoever prints it need not read theirs. */
export function useSheetTexts() {
  const texts = ref<{ language: string; what: string; keep: string }[]>([])
  onMounted(async () => {
    texts.value = await Promise.all(
      languages.map(async (language) => {
        const [what, keep] = await sayIn(language, ['sheet-what', 'sheet-keep'])
        return { language, what: what ?? '', keep: keep ?? '' }
      }),
    )
  })
  return texts
}

/** Asks before the page is left as long as `needed` says that something would be lost. */
export function useLeaveGuard(needed: () => boolean) {
  const guard = (event: BeforeUnloadEvent) => {
    if (needed()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', guard))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', guard))
  onBeforeRouteLeave(() => !needed() || window.confirm(t('sheet-leave')))
}
