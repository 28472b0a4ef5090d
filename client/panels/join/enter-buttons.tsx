import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import { Button } from '../ui/button.tsx'
import type { Entering } from './use-entering.ts'

/** The way in; while nobody is let in, the way to look on. */
export function EnterButtons({
  entering,
  isReady = true,
}: {
  readonly entering: Entering
  /** All that it takes has been filled in. */
  readonly isReady?: boolean
}) {
  const { t } = useFirstTranslation()
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
