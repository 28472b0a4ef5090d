import { devices } from 'playwright-core'

const { viewport, hasTouch, isMobile, deviceScaleFactor } = devices['iPhone 13']

/** What makes a page a phone's, whichever browser shows it. */
export const phoneDevice = { viewport, hasTouch, isMobile, deviceScaleFactor }
