import { expect, onTestFinished, test, vi } from 'vitest'
import { browserPlatform } from '#client/model/platform/platform.ts'

test('without a clipboard, words are copied by other means, and the keyboard stays in place', async () => {
  class Element {
    value = ''
    focus(): void {
      page.activeElement = this
    }
    select(): void {
      this.focus()
    }
    remove(): void {
      page.activeElement = body
    }
  }
  const button = new Element()
  const body = Object.assign(new Element(), { append: () => undefined })
  const copied: string[] = []
  const page = {
    body,
    activeElement: button,
    createElement: () => new Element(),
    execCommand: () => copied.push(page.activeElement.value) > 0,
  }
  vi.stubGlobal('document', page)
  vi.stubGlobal('HTMLElement', Element)
  vi.stubGlobal('navigator', {})
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(await browserPlatform().copy('Taken along')).toBe(true)
  expect(copied).toEqual(['Taken along'])
  expect(page.activeElement === button).toBe(true)
})
