/** Somebody in another maker's browser. They find things by XPath, which both drivers understand. */
export interface Visitor {
  readonly go: (address: string) => Promise<void>
  /** Waits until it is in the page. */
  readonly sees: (path: string) => Promise<void>
  readonly click: (path: string) => Promise<void>
  readonly write: (text: string) => Promise<void>
  /** One key by its name in the DOM. */
  readonly press: (key: 'Enter' | 'Escape') => Promise<void>
  /** CSS pixels from the page's corner. */
  readonly doubleClick: (x: number, y: number) => Promise<void>
  readonly drag: (from: Point, to: Point) => Promise<void>
  readonly wheel: (at: Point, by: Point) => Promise<void>
  readonly address: () => Promise<string>
  /** PNG of what the window shows. */
  readonly picture: () => Promise<Buffer>
}

interface Point {
  readonly x: number
  readonly y: number
}

/** CSS pixels. */
export interface Screen {
  readonly width: number
  readonly height: number
}

/** A browser that several people may use, each with a storage of their own. */
export interface Engine {
  readonly newcomer: (screen: Screen) => Promise<Visitor>
  readonly close: () => Promise<void>
}
