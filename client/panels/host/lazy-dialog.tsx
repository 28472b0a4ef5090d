import { useEffect, useEffectEvent, useState, type ComponentType, type ReactNode } from 'react'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { fetchPart } from '../ui/lazy.ts'
import { useBoard } from './board-context.tsx'

interface LazyDialog<Props> {
  (props: Props): ReactNode
  /** Downloads it before anybody asks. */
  readonly fetch: () => Promise<unknown>
}

/**
 * A part that one asks for and then waits for. When it cannot be downloaded that is said, and it is closed again: what
 * has been asked for and does not come must not stand between a person and the board.
 */
export function lazyDialog<Props extends { readonly onClose: () => void }>(
  load: () => Promise<ComponentType<Props>>,
): LazyDialog<Props> {
  let part: ComponentType<Props> | undefined
  const fetch = async () => (part ??= await fetchPart(load))

  function Summons(props: Props) {
    const { model } = useBoard()
    const [Part, setPart] = useState(() => part)
    const isHere = Part !== undefined
    const miss = useEffectEvent(() => {
      model.notices.show({ text: errorSentence('network'), tone: 'warn' })
      props.onClose()
    })
    useEffect(() => {
      if (isHere) return undefined
      let isLeft = false
      void fetch().then(
        (arrived) => isLeft || setPart(() => arrived),
        () => isLeft || miss(),
      )
      return () => {
        isLeft = true
      }
    }, [isHere])
    return Part && <Part {...props} />
  }
  return Object.assign(Summons, { fetch })
}
