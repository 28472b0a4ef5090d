import { useStore } from '@nanostores/react'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { computed, type ReadableAtom } from 'nanostores'
import {
  awaitsReason,
  roundLimits,
  SettleWay,
  ReasonState,
  RoundState,
  type OwnReason,
  type Round,
} from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { TextArea } from '../../panels/host/text-area.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { withSecret } from '../../panels/host/answer.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { Dialog } from '../../panels/ui/dialog.tsx'
import type { Voting } from '../../model/contract/board-model.ts'
import { onOneLine, useOptionLabel } from './option-words.tsx'
import { voteWords } from './words.ts'
import './left-reasons.css'

/** Asks the author of each reason that was not sent what becomes of it. Those that they have kept stand below. */
export function LeftReasons({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const left = useStore(useMemo(() => ownLeftReasons(model.voting), [model]))
  const isEmpty = left.length === 0
  const leave = useEffectEvent(onClose)
  useEffect(() => {
    if (isEmpty) leave()
  }, [isEmpty])
  return (
    <Dialog title={t('leftTitle')} isForm onClose={onClose}>
      <p>{t('leftSecret')}</p>
      {left
        .toSorted((a, b) => Number(isAsked(b)) - Number(isAsked(a)))
        .map((each) => (
          <LeftReason key={`${each.round.id} ${each.option} ${each.reason.state}`} {...each} />
        ))}
    </Dialog>
  )
}

function LeftReason({ round, option, reason }: OwnLeftReason) {
  const t = useWords(voteWords)
  const language = useContentLanguage()
  const { model } = useBoard()
  const report = useOutcome()
  const onBoard = useOptionLabel(round.target, option)
  const answer = useStore(model.voting.dots)[round.id]?.[option] ?? 0
  const hasName = useStore(model.me).name !== ''
  const [text, setText] = useState(reason.text)
  const isWaited = isAsked({ round, option, reason }) && awaitsReason(round.method ?? 'dots', answer)
  const canShow = round.totals !== null && round.withheld?.includes(option) !== true
  const about = onOneLine(round.texts?.[option] ?? onBoard)
  const settle = (way: SettleWay) => {
    const said = { text: text.trim(), isSigned: way === SettleWay.signed }
    const isShown = way === SettleWay.signed || way === SettleWay.unsigned
    const { isSigned: _, ...sent } = isShown ? withSecret(model, round.id, option, said) : said
    report(model.voting.settle(round.id, option, way, sent))
  }
  const show = (way: SettleWay) => text.trim() !== '' && settle(way)
  return (
    <section className="stack left-reason">
      <h3>{t(isWaited ? 'leftWaited' : isAsked({ round, option, reason }) ? 'leftUnsent' : 'leftKept')}</h3>
      <p className="said" lang={language} dir="auto">
        {about}
      </p>
      <TextArea
        label={t('leftWords')}
        hint={t(canShow ? 'leftLate' : 'leftTooFew')}
        rows={3}
        maxLength={roundLimits.reason}
        value={text}
        onChange={setText}
      />
      <div className="row">
        {canShow && (
          <>
            <Button
              tone="neutral"
              aria-disabled={text.trim() === ''}
              onClick={() => show(SettleWay.unsigned)}
            >
              {t('leftUnsigned')}
            </Button>
            {hasName && (
              <Button
                tone="neutral"
                aria-disabled={text.trim() === ''}
                onClick={() => show(SettleWay.signed)}
              >
                {t('leftSigned')}
              </Button>
            )}
          </>
        )}
        {isAsked({ round, option, reason }) ? (
          <Button tone="quiet" onClick={() => settle(SettleWay.keep)}>
            {t(text.trim() === '' ? 'leftNone' : 'leftKeep')}
          </Button>
        ) : (
          <Button tone="quiet" onClick={() => settle(SettleWay.discard)}>
            {t('leftDelete')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** A reason of this person in a closed round, which the group does not have. */
interface OwnLeftReason {
  readonly round: Round
  readonly option: string
  readonly reason: OwnReason
}

/** The newest round first. */
export function ownLeftReasons({ rounds, texts, reasons }: Voting): ReadableAtom<readonly OwnLeftReason[]> {
  return computed([rounds, texts, reasons], (onBoard, ofTexts, own) =>
    [...onBoard, ...ofTexts]
      .filter(({ state }) => state === RoundState.closed)
      .toSorted((a, b) => b.number - a.number)
      .flatMap((round) =>
        Object.entries(own[round.id] ?? {}).flatMap(([option, reason]) =>
          reason.state === undefined ? [] : [{ round, option, reason }],
        ),
      ),
  )
}

/** Somebody waits for the person's word. */
export function isAsked({ reason }: OwnLeftReason): boolean {
  return reason.state === ReasonState.unsent
}
