import './finding-list.css';
import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DoctorFinding } from '../../../server/protocol/admin.ts';
import type { DoctorLevel } from '../../../server/protocol/doctor-codes.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { findingText, type HelpPart } from './finding-text.ts';

const SIGNS: Readonly<Record<DoctorLevel, ReactNode>> = {
  good: <CircleCheck size={20} aria-hidden />,
  note: <Info size={20} aria-hidden />,
  problem: <CircleAlert size={20} aria-hidden />,
};

/** Findings with what to do about each. */
export function FindingList({ findings }: { findings: readonly DoctorFinding[] }) {
  return (
    <ul className="finding-list">
      {findings.map((finding) => (
        <Finding key={`${finding.code} ${JSON.stringify(finding.values)}`} finding={finding} />
      ))}
    </ul>
  );
}

function Finding({ finding }: { finding: DoctorFinding }) {
  const { say } = useSay();
  const { title, steps } = findingText(finding, say);
  return (
    <li className="finding" data-level={finding.level} data-code={finding.code}>
      <span className="finding__sign">{SIGNS[finding.level]}</span>
      <div className="finding__words">
        <p className="finding__title">
          <span className="visually-hidden">{say(`doctor.level.${finding.level}`)}: </span>
          {title}
        </p>
        <Steps steps={steps} />
      </div>
    </li>
  );
}

function Steps({ steps }: { steps: readonly HelpPart[][] }) {
  if (steps.length === 0) return null;
  if (steps.length === 1) return <p className="finding__text">{steps[0]?.map(part)}</p>;
  return (
    <ul className="finding__steps">
      {steps.map((parts) => (
        <li key={parts.map(({ text }) => text).join('')}>{parts.map(part)}</li>
      ))}
    </ul>
  );
}

function part({ text, isCommand }: HelpPart): ReactNode {
  return isCommand ? (
    <code key={text} className="finding__command">
      {text}
    </code>
  ) : (
    text
  );
}
