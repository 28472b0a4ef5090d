import { lazy as lazyOnce } from 'react'
import { persistently } from '../../offline/download.ts'
import { afterFirstWork } from '../../offline/first-work.ts'

/**
 * A part that is downloaded when it is first shown, with the words that it imports. Without a connection it waits for
 * one, so that the page and the text on it stay. It fails only when a reachable server does not have it.
 */
export const lazy: typeof lazyOnce = (load) => lazyOnce(() => persistently(load))

/** A part beside the work of the page. Its download begins when that is shown. */
export const lazyBeside: typeof lazyOnce = (load) => lazyOnce(() => afterFirstWork(() => persistently(load)))
