import type { Platform } from '#client/model/platform/platform.ts'

/** A server that answers every question. */
export const serverIsThere: Platform['seek'] = (say) => {
  say(true)
  return () => undefined
}

/** The browser's end of a socket: the test is the network. */
export interface FakeSocket {
  readonly isClosed: boolean
  /** By the page, in order. */
  readonly sent: readonly Uint8Array[]
  /** All in one frame. */
  readonly receive: (...messages: readonly Uint8Array[]) => void
  /** Closed by the server, with this code. */
  readonly closeByServer: (code: number) => void
}

/** Sockets that open by themselves and say nothing but what the test has them say. */
export function createFakeSockets(): {
  readonly opened: readonly FakeSocket[]
  readonly webSocket: typeof WebSocket
} {
  const opened: FakeSocket[] = []
  class OpenedWire implements FakeSocket {
    readyState = 0
    isClosed = false
    readonly sent: Uint8Array[] = []
    onopen: (() => void) | null = null
    onmessage: ((event: { readonly data: ArrayBuffer }) => void) | null = null
    onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null
    constructor() {
      opened.push(this)
      setTimeout(() => {
        this.readyState = 1
        this.onopen?.()
      })
    }
    send(message: Uint8Array): void {
      this.sent.push(message)
    }
    close(): void {
      this.isClosed = true
    }
    closeByServer(code: number): void {
      this.readyState = 3
      this.onclose?.({ code, reason: '' })
    }
    receive(...messages: readonly Uint8Array[]): void {
      this.onmessage?.({ data: Uint8Array.from(messages.flatMap((message) => [...message])).buffer })
    }
  }
  return { opened, webSocket: OpenedWire as unknown as typeof WebSocket }
}
