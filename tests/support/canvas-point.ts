import type { Point, Rect } from '#shared/geometry/rect.ts'
import { canvas, editor, topBar } from './board-parts.ts'
import type { Person } from './person.ts'

/**
 * A place on the canvas, counted in notes: one column or row is the side of a note at 100 %. Column 0, row 0 is clear of
 * all bars, buttons and drawers on a computer's screen, and the middle of a canvas too small for that.
 */
export interface Place {
  readonly column: number
  readonly row: number
}

/** Places that keep notes apart from one another. */
export const places = {
  left: { column: 0, row: 0 },
  middle: { column: 1, row: 0 },
  right: { column: 2, row: 0 },
  lowerLeft: { column: 0, row: 1.5 },
  lowerMiddle: { column: 1, row: 1.5 },
  lowerRight: { column: 2, row: 1.5 },
} as const satisfies Record<string, Place>

/** CSS pixels. */
const noteSide = 200

/** Column 0, row 0, from the upper left corner of the canvas, CSS pixels. */
const origin = { x: 500, y: 300 }

/** Where a place of the canvas is on the screen. A bar that comes above the canvas moves no note on the screen. */
export async function canvasPoint(person: Person, place: Place): Promise<Point> {
  const box = await boxWithBars(person)
  const { x, y } = within(box, place)
  return { x: box.x + x, y: box.y + y }
}

/** The same from the upper left corner of the canvas. */
export async function placeOnCanvas(person: Person, place: Place): Promise<Point> {
  const { x, y } = await canvasPoint(person, place)
  const box = await boxOfCanvas(person)
  return { x: x - box.x, y: y - box.y }
}

/** The middle of the canvas on the screen, whatever is there. */
export async function canvasMiddle(person: Person): Promise<Point> {
  const { x, y, width, height } = await boxOfCanvas(person)
  return { x: x + width / 2, y: y + height / 2 }
}

async function boxOfCanvas(person: Person): Promise<Rect> {
  const box = await canvas(person).boundingBox()
  if (!box) throw new Error('the canvas is not on screen')
  return box
}

/** From the top bar down: the canvas with all bars that may lie above it. */
async function boxWithBars(person: Person): Promise<Rect> {
  const [canvasBox, head] = await Promise.all([boxOfCanvas(person), topBar(person).boundingBox()])
  const top = head ? head.y + head.height : canvasBox.y
  return { ...canvasBox, y: top, height: canvasBox.y + canvasBox.height - top }
}

function within({ width, height }: Rect, { column, row }: Place): Point {
  return {
    x: Math.min(origin.x, width / 2) + column * noteSide,
    y: Math.min(origin.y, height / 2) + row * noteSide,
  }
}

export async function clickAt(person: Person, place: Place): Promise<void> {
  const { x, y } = await canvasPoint(person, place)
  await person.page.mouse.click(x, y)
}

export async function doubleClickAt(person: Person, place: Place): Promise<void> {
  const { x, y } = await canvasPoint(person, place)
  await person.page.mouse.dblclick(x, y)
}

/** Moves the pointer there, in a few steps as a hand does. */
export async function pointAt(person: Person, place: Place): Promise<void> {
  const { x, y } = await canvasPoint(person, place)
  await person.page.mouse.move(x, y, { steps: 5 })
}

/** Presses the button of the mouse there and holds it. */
export async function grabAt(person: Person, place: Place): Promise<void> {
  const { x, y } = await canvasPoint(person, place)
  await person.page.mouse.move(x, y)
  await person.page.mouse.down()
}

export async function drag(person: Person, from: Place, to: Place): Promise<void> {
  await grabAt(person, from)
  await pointAt(person, to)
  await person.page.mouse.up()
}

/** Double-clicks on the empty canvas and writes a note there. */
export async function writeAt(person: Person, place: Place, text: string): Promise<void> {
  await writeAtPoint(person, await canvasPoint(person, place), text)
}

/** The same at a point of the screen. */
export async function writeAtPoint(person: Person, { x, y }: Point, text: string): Promise<void> {
  await person.page.mouse.dblclick(x, y)
  await editor(person).waitFor()
  await person.page.keyboard.insertText(text)
  await person.page.keyboard.press('Escape')
  await editor(person).waitFor({ state: 'detached' })
}
