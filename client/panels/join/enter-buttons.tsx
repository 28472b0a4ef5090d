import { useCommonWords } from '../../i18n/use-common-words.ts'
import { Button } from '../ui/button.tsx'
import type { Entering } from './use-entering.ts'

/** The button to join. While the server lets nobody in, a button to view the board. */
export function EnterButtons({
  entering,
  isReady = true,
}: {
  readonly entering: Entering
  /** All required fields are filled in. */
  readonly isReady?: boolean
}) {
  const t = useCommonWords()
  return (
    <>
      <Button tone="accent" type="submit" isWide isBusy={entering.isSending} disabled={!isReady}>
        {entering.isSending ? t('join.entering') : t('join.enter')}
      </Button>
      {entering.isShut && (
        <Button isWide onClick={() => void entering.lookOn()}>
          {t('join.lookOn')}
        </Button>
      )}
    </>
  )
}
