import './design/tokens.css'
import './design/base.css'
import './design/parts.css'
import { createApp } from 'vue'
import App from './App.vue'
import { startMessages } from './i18n/messages'
import { router } from './router'

await startMessages()
createApp(App).use(router).mount('#app')
