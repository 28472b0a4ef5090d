import { lazy as lazyOnce } from 'react'
import { afterPaint, persistently } from '../../offline/download.ts'

/**
 * A part that is downloaded when it is first shown, with the words that it imports. Without a connection it waits for
 * one, so that the page and the text on it stay. It fails only when a reachable server does not have it.
 */
export const lazy: typeof lazyOnce = (load) => lazyOnce(() => persistently(load))

/** A part beside the one that is being drawn. Its download begins after the next paint. */
export const lazyBeside: typeof lazyOnce = (load) => lazyOnce(() => afterPaint(load))
