import { useTranslation } from '../../i18n/use-translation.ts'
import { go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemCard } from './problem-card.tsx'

export function UnknownPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('problem.notFoundHeading')}>
      <ProblemCard
        heading={t('problem.notFoundHeading')}
        text={t('problem.notFoundText')}
        actions={<Button onClick={() => go('/')}>{t('join.home')}</Button>}
      />
    </Page>
  )
}
