import { useInColumn } from '../../panels/host/column.ts'
import { Gallery } from '../../panels/host/gallery.tsx'

/** All that was written, as cards. A phone lists the notes below. */
export function RevealTask() {
  return !useInColumn() && <Gallery />
}
