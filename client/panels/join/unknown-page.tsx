import { useWords } from '../../i18n/use-words.ts'
import { go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemCard } from './problem-card.tsx'
import { joinWords } from './words.ts'

export function UnknownPage() {
  const t = useWords(joinWords)
  return (
    <Page title={t('notFoundHeading')}>
      <ProblemCard
        heading={t('notFoundHeading')}
        text={t('notFoundText')}
        actions={<Button onClick={() => go('/')}>{t('join.home')}</Button>}
      />
    </Page>
  )
}
