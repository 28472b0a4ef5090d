import { useEffect } from 'react'
import { showFirstWork } from '../../offline/first-work.ts'

/** Beside the work of a step: both are shown at the same moment. */
export function FirstWork() {
  useEffect(showFirstWork, [])
  return null
}
