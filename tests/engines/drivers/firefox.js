import { launch } from 'puppeteer-core'

/** Firefox over WebDriver BiDi: one program, and a storage of their own for everybody. */
export async function openFirefox(program, timeoutMs) {
  const browser = await launch({ browser: 'firefox', executablePath: program, headless: true })
  return {
    newcomer: async (screen) => {
      const context = await browser.createBrowserContext()
      const page = await context.newPage()
      page.setDefaultTimeout(timeoutMs)
      await page.setViewport(screen)
      return visitorOn(page)
    },
    close: () => browser.close(),
  }
}

function visitorOn(page) {
  const { keyboard, mouse } = page
  const at = (path) => `::-p-xpath(${path})`
  return {
    go: async (address) => void (await page.goto(address)),
    sees: async (path) => void (await page.waitForSelector(at(path))),
    click: (path) => page.locator(at(path)).click(),
    write: (text) => keyboard.type(text),
    press: (key) => keyboard.press(key),
    doubleClick: (x, y) => mouse.click(x, y, { count: 2 }),
    drag: async (from, to) => {
      await mouse.move(from.x, from.y)
      await mouse.down()
      await mouse.move(to.x, to.y, { steps: 8 })
      await mouse.up()
    },
    wheel: async (place, by) => {
      await mouse.move(place.x, place.y)
      await mouse.wheel({ deltaX: by.x, deltaY: by.y })
    },
    address: async () => page.url(),
    picture: async () => Buffer.from(await page.screenshot()),
  }
}
