import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useLive } from './live'

/** The browser's stream, driven by hand. */
class Stream extends EventTarget {
  static opened: Stream[] = []
  static readonly CLOSED = 2
  readyState = 0
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  constructor(readonly url: string) {
    super()
    Stream.opened.push(this)
  }
  close() {
    this.readyState = Stream.CLOSED
  }
}

let scope: EffectScope

beforeEach(() => {
  scope = effectScope()
  Stream.opened = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Stream)
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function listen() {
  const [onFigures, onReconnect] = [vi.fn(), vi.fn()]
  const live = scope.run(() => useLive(onFigures, onReconnect, 1000))!
  return { live, onFigures, onReconnect, stream: () => Stream.opened.at(-1)! }
}

describe('the live line', () => {
  it('is live once open, and hands on what changed', () => {
    const { live, onFigures, onReconnect, stream } = listen()
    expect(live.state.value).toBe('connecting')
    stream().onopen?.()
    expect(live.state.value).toBe('live')
    stream().dispatchEvent(new MessageEvent('figures', { data: '{"operation":"bdi","exercise":"baseline_subarea","round":6,"snapshot":"ab"}' }))
    expect(onFigures).toHaveBeenCalledExactlyOnceWith({ operation: 'bdi', exercise: 'baseline_subarea', round: 6, snapshot: 'ab' })
    expect(onReconnect).not.toHaveBeenCalled()
  })
  it('asks for what was missed after a break', () => {
    const { live, onReconnect, stream } = listen()
    stream().onopen?.()
    stream().onerror?.()
    expect(live.state.value).toBe('reconnecting')
    stream().onopen?.()
    expect(live.state.value).toBe('live')
    expect(onReconnect).toHaveBeenCalledTimes(1)
  })
  it('is opened anew when the server closed it for good', () => {
    const { stream } = listen()
    stream().readyState = Stream.CLOSED
    stream().onerror?.()
    expect(Stream.opened).toHaveLength(1)
    vi.advanceTimersByTime(1000)
    expect(Stream.opened).toHaveLength(2)
  })
  it('says offline at once, and comes back with the network', () => {
    const { live } = listen()
    dispatchEvent(new Event('offline'))
    expect(live.state.value).toBe('offline')
    dispatchEvent(new Event('online'))
    expect(live.state.value).toBe('reconnecting')
    expect(Stream.opened).toHaveLength(2)
  })
  it('takes no harm from a message it does not understand', () => {
    const { onFigures, stream } = listen()
    stream().dispatchEvent(new MessageEvent('figures', { data: '<html>' }))
    expect(onFigures).not.toHaveBeenCalled()
  })
  it('is closed with the page', () => {
    const { stream } = listen()
    scope.stop()
    expect(stream().readyState).toBe(Stream.CLOSED)
  })
})
