import { useEffect, useEffectEvent } from 'react'
import { useBoard } from '../host/board-context.tsx'
import { isWriting } from '../ui/keys.ts'
import { moveTo } from './lead.ts'
import type { NextPress } from './next-press.ts'
import { stepBehind } from './view.ts'

/** Places that scroll or choose with these keys. */
const ownKeys = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="tree"], .drawer'

/** PageDown and PageUp, the keys of a presentation remote, lead on and back on the page of a facilitator. */
export function useLeadKeys(next: NextPress | null, isOn: boolean): void {
  const { model, shell } = useBoard()
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, target, repeat, ctrlKey, metaKey, altKey, shiftKey } = event
    const leads = key === 'PageDown' || key === 'PageUp'
    if (!leads || ctrlKey || metaKey || altKey || shiftKey || event.defaultPrevented) return
    if (isWriting(target) || shell.dialog.get() !== null) return
    if (target instanceof Element && target.closest(ownKeys)) return
    event.preventDefault()
    if (repeat) return
    if (key === 'PageDown') return next?.run()
    const agenda = model.agenda.get()
    const behind = agenda && stepBehind(agenda)
    if (behind) moveTo(model, behind.path)
  })
  useEffect(() => {
    if (!isOn) return undefined
    const onKey = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isOn])
}
