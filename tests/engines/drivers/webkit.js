import { Builder, By, Capabilities, Key, Origin, until } from 'selenium-webdriver'
import { DriverService } from 'selenium-webdriver/remote/index.js'

/** WebKit, Safari's engine, as WebKitGTK has it. Everybody has a driver and a browser of their own: a driver has one session. */
export function openWebKit({ driver, browser, display }, timeoutMs) {
  const endings = []
  const newcomer = async (screen) => {
    const service = new DriverService.Builder(driver)
      // Its sandbox needs namespaces that root in a container does not have.
      .setEnvironment({ ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' })
      .setLoopback(true)
      .build()
    const capabilities = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    })
    const session = await new Builder()
      .usingServer(await service.start())
      .withCapabilities(capabilities)
      .build()
    await session
      .manage()
      .window()
      .setRect({ x: 0, y: 0, ...screen })
    endings.push(async () => {
      await session.quit()
      await service.kill()
    })
    return visitorOn(session, timeoutMs)
  }
  return {
    newcomer,
    close: async () => void (await Promise.all(endings.map((end) => end()))),
  }
}

function visitorOn(session, timeoutMs) {
  const found = async (path) => session.wait(until.elementLocated(By.xpath(path)), timeoutMs, path)
  const actions = () => session.actions({ async: true })
  const point = ({ x, y }) => ({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT })
  return {
    go: (address) => session.get(address),
    sees: async (path) => void (await found(path)),
    click: async (path) => {
      const element = await session.wait(until.elementIsVisible(await found(path)), timeoutMs, path)
      await session.wait(until.elementIsEnabled(element), timeoutMs, path)
      await element.click()
    },
    write: (text) => actions().sendKeys(text).perform(),
    press: (key) => actions().sendKeys(Key[key.toUpperCase()]).perform(),
    doubleClick: (x, y) => actions().move(point({ x, y })).press().release().press().release().perform(),
    drag: (from, to) =>
      actions()
        .move(point(from))
        .press()
        .move({ ...point({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }), duration: 100 })
        .move({ ...point(to), duration: 100 })
        .release()
        .perform(),
    wheel: (at, by) => actions().scroll(at.x, at.y, by.x, by.y).perform(),
    address: () => session.getCurrentUrl(),
    picture: async () => Buffer.from(await session.takeScreenshot(), 'base64'),
  }
}
