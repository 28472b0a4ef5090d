import { devices } from 'playwright-core'

const { viewport, hasTouch, isMobile, deviceScaleFactor } = devices['iPhone 13']

/** A phone's screen and touch, for every browser. */
export const phoneDevice = { viewport, hasTouch, isMobile, deviceScaleFactor }
