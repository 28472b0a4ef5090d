import { useCommonWords } from '../../i18n/use-words.ts'
import { ProblemCard } from '../join/problem-card.tsx'
import { go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { LeftWords } from './left-words.tsx'

/** The page of a board for which this browser has neither a session nor a link. */
export function NoSessionPage({ board }: { readonly board: string }) {
  const t = useCommonWords()
  return (
    <Page title={t('problem.sessionHeading')}>
      <div className="page__cards">
        <ProblemCard
          heading={t('problem.sessionHeading')}
          text={t('problem.sessionText')}
          actions={
            <>
              <Button tone="accent" onClick={() => go('/join')}>
                {t('problem.enterCode')}
              </Button>
              <Button onClick={() => go('/')}>{t('join.home')}</Button>
            </>
          }
        />
        <LeftWords board={board} />
      </div>
    </Page>
  )
}
