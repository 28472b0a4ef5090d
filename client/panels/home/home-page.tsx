import { ArrowLeft, X } from 'lucide-react'
import { useState, Suspense, useEffect } from 'react'
import type { Language } from '#shared/board/document.ts'
import { formatted } from '#shared/text/long-date.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { TemplateSummary } from '#shared/wire/templates.ts'
import { at } from '../../model/basics/address.ts'
import { forgetBoard, listenToRecent, recentBoards } from '../../model/memory/sessions.ts'
import { boardPath, go } from '../../routing/route.ts'
import { CodeForm } from '../join/code-form.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { lazy } from '../ui/lazy.ts'
import { Page } from '../ui/page.tsx'
import { CreateBoard } from './create-board.tsx'
import { ImportFile } from './import-file.tsx'
import { SecretForm, SignIn, SignOut, useOpening, type Opening } from './opening.tsx'
import { isBlank, TemplateActions, TemplateRows, said, useTemplates } from './template-rows.tsx'
import { homeWords } from './words.ts'
import './home-page.css'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** From this many days on, the date says more than "days ago". Not measured. */
const maxDays = 30

/**
 * When a board was last opened, in words: "now", "3 hours ago", "yesterday", then the date. Times are
 * milliseconds since 1970.
 */
export function lastOpened(opened: number, now: number, language: Language): string {
  const say = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const past = Math.max(0, now - opened)
  if (past < minuteMs) return say.format(0, 'second')
  if (past < hourMs) return say.format(-Math.floor(past / minuteMs), 'minute')
  const days = Math.round((startOfDay(now) - startOfDay(opened)) / dayMs)
  if (days === 0) return say.format(-Math.floor(past / hourMs), 'hour')
  if (days <= maxDays) return say.format(-days, 'day')
  return formatted(language, opened, { dateStyle: 'medium' })
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

const Confirm = lazy(async () => ({ default: (await import('../ui/dialog.tsx')).Confirm }))

/** More would push the templates out of the first screen. Not measured. */
const mostShown = 3

/** Boards that this browser has a session for, the last opened first. */
function RecentBoards() {
  const t = useWords(homeWords)
  const [boards, setBoards] = useState(() => recentBoards())
  const [now, setNow] = useState(() => Date.now())
  const [leaving, setLeaving] = useState<(typeof boards)[number] | null>(null)
  useEffect(
    () =>
      listenToRecent(() => {
        const known = recentBoards()
        setBoards(known)
        setNow(Date.now())
        setLeaving((asked) => (known.some(({ board }) => board === asked?.board) ? asked : null))
      }),
    [],
  )
  const [isWhole, setIsWhole] = useState(false)
  if (boards.length === 0) return <p className="card__words">{t('recentEmpty')}</p>
  return (
    <>
      <ul className="recent">
        {(isWhole ? boards : boards.slice(0, mostShown)).map(({ board, title, role, opened }) => {
          const shown = title === '' ? t('common.untitledBoard') : title
          return (
            <li key={board} className="recent__item">
              <span className="recent__words">
                <a
                  className="recent__link one-line"
                  title={shown}
                  href={at(boardPath(board))}
                  onClick={(event) => {
                    if (event.metaKey || event.ctrlKey || event.shiftKey) return
                    event.preventDefault()
                    go(boardPath(board))
                  }}
                >
                  {shown}
                </a>
                <span className="recent__facts">
                  <span className="visually-hidden">{t(`openedAs.${role}`)}</span>{' '}
                  <time dateTime={new Date(opened).toISOString()}>
                    {lastOpened(opened, now, currentLanguage())}
                  </time>
                </span>
              </span>
              <IconButton
                label={t('forget', { title: shown })}
                icon={<X />}
                side="left"
                onClick={() => setLeaving({ board, title: shown, role, opened })}
              />
            </li>
          )
        })}
      </ul>
      {boards.length > mostShown && !isWhole && (
        <Button tone="quiet" onClick={() => setIsWhole(true)}>
          {t('moreRecent', { count: boards.length })}
        </Button>
      )}
      {leaving && (
        <Suspense fallback={null}>
          <Confirm
            title={t('forgetHeading')}
            text={t('forgetAsk', { title: leaving.title })}
            confirm={t('forgetConfirm')}
            onCancel={() => setLeaving(null)}
            onConfirm={() => forgetBoard(leaving.board)}
          />
        </Suspense>
      )}
    </>
  )
}

/** The start page: the code of the room and a first name; a new workshop or a blank board; the boards of this browser. */
export function HomePage() {
  const t = useWords(homeWords)
  const opening = useOpening()
  const templates = useTemplates(opening.lack === null)
  const [isBegun, setIsBegun] = useState(false)
  const { chosen } = templates
  const isAsked = isBegun || opening.lack !== null
  const begin = (template: TemplateSummary | null) => {
    templates.choose(template)
    setIsBegun(true)
  }
  // Before the sign-in of the house, all that will be there stands below, pale.
  const isSignIn = opening.lack === 'signIn' && opening.signInWith !== undefined
  const heading = isAsked && chosen ? said(chosen.title) : null
  return (
    <Page>
      <div className="home">
        <section className="home__join" aria-labelledby="join-heading">
          <h1 className="home__waits" id="join-heading">
            {t('waits')}
          </h1>
          <CodeForm tone={isAsked && !isSignIn ? 'plain' : 'accent'} />
          <p className="home__soft">{t('promise')}</p>
        </section>
        <section className="home__recent" aria-labelledby="recent-heading">
          <h2 className="home__small" id="recent-heading">
            {t('recentHeading')}
          </h2>
          <RecentBoards />
          {opening.signInWith !== undefined && opening.lack === null && (
            <SignOut provider={opening.signInWith} />
          )}
        </section>
        <section className="home__open" aria-labelledby="create-heading">
          {isBegun && (
            <Button
              tone="quiet"
              className="home__back"
              icon={<ArrowLeft />}
              onClick={() => setIsBegun(false)}
            >
              {t('otherWays')}
            </Button>
          )}
          <h2
            key={String(isAsked)}
            className={isAsked && !isSignIn ? 'card__title' : isSignIn ? 'home__bold' : 'home__small'}
            id="create-heading"
            lang={heading?.lang}
            tabIndex={-1}
            ref={isBegun ? takeFocus : undefined}
          >
            {heading?.text ?? t(isBegun ? 'blank' : 'open')}
          </h2>
          {isAsked ? (
            <>
              <NewBoard opening={opening} template={chosen} />
              {isSignIn && !isBegun && <TemplateRows all={templates.all} onChoose={undefined} />}
              {chosen && (
                <TemplateActions
                  {...templates}
                  template={chosen}
                  onDeleted={() => {
                    setIsBegun(false)
                    void templates.refresh()
                  }}
                />
              )}
            </>
          ) : (
            <TemplateRows
              all={templates.all}
              onChoose={(template) => begin(isBlank(template) ? null : template)}
            />
          )}
          {opening.lack === null && (
            <ImportFile
              isLack={opening.isLack}
              onTemplate={async ({ id }) => {
                await templates.refresh(id)
                setIsBegun(true)
              }}
            />
          )}
        </section>
        <div className="home__foot">
          {isSignIn && <p className="home__keeps field__hint">{t('signInKeeps')}</p>}
          {opening.version && <p className="quiet">Boussole {opening.version}</p>}
        </div>
      </div>
    </Page>
  )
}

/** A person who has chosen goes on in the form, and sees it on a phone. */
function takeFocus(heading: HTMLElement | null): void {
  heading?.focus({ preventScroll: true })
  if (heading && heading.getBoundingClientRect().top > window.innerHeight / 2) heading.scrollIntoView()
}

interface NewBoardProps {
  readonly opening: Opening
  /** Null: a blank board. */
  readonly template: TemplateSummary | null
}

/** The form of a new board, or what a person lacks for it. */
function NewBoard({ opening, template }: NewBoardProps) {
  const t = useWords(homeWords)
  const { lack, problem, allow, isLack, signInWith } = opening
  return (
    <>
      {lack === 'signIn' &&
        (signInWith === undefined ? (
          <p className="card__words">{t('signInExplained')}</p>
        ) : (
          <SignIn provider={signInWith} />
        ))}
      {lack === 'secret' && <SecretForm onShown={allow} />}
      {lack === null && problem !== undefined && (
        <p className="card__error" role="alert">
          {errorSentence(problem)}
        </p>
      )}
      {/* Hidden, it keeps the title that a person has written. */}
      <div hidden={lack !== null}>
        <CreateBoard template={template} isLack={isLack} />
      </div>
    </>
  )
}
