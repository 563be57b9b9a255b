import './network-page.css';
import { CircleAlert, CircleCheck, RefreshCw } from 'lucide-react';
import type { DoctorReport } from '../../../server/protocol/admin.ts';
import { Button } from '../../shared/components/button.tsx';
import { Notice } from '../../shared/components/notice.tsx';
import { SkeletonLines } from '../../shared/components/skeleton.tsx';
import { timeOfDay } from '../../shared/i18n/times.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { PageHead } from '../frame/page-head.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { AdapterPanel } from './adapter-panel.tsx';
import { QuietAdapters } from './quiet-adapters.tsx';
import { FindingList } from './finding-list.tsx';
import { groupReport, type ReportGroups } from './report-groups.ts';
import { useDoctor } from './use-doctor.ts';

/** The network doctor: looks when the page is opened, and again whenever somebody asks. */
export function NetworkPage() {
  const { say, language } = useSay();
  const { t } = useStrings();
  const reason = useReason();
  const { report, failure, isChecking, check } = useDoctor();
  return (
    <div className="page">
      <PageHead title={say('doctor.title')} text={say('doctor.text')}>
        {(report !== null || isChecking) && (
          <Button icon={<RefreshCw size={18} aria-hidden />} isBusy={isChecking} onClick={check}>
            {say(isChecking ? 'doctor.checking' : 'doctor.again')}
          </Button>
        )}
      </PageHead>
      <p className="visually-hidden" role="status">
        {isChecking
          ? say('doctor.checking')
          : report && say('doctor.checkedAt', { time: timeOf(report, language) })}
      </p>
      {failure && !isChecking && (
        <div role="alert">
          <Notice title={say('doctor.failed')} text={reason(failure)}>
            <Button onClick={check}>{t('common.tryAgain')}</Button>
          </Notice>
        </div>
      )}
      {report === null ? isChecking && <ReportShape /> : <Report report={report} isOld={isChecking} />}
    </div>
  );
}

function Report({ report, isOld }: { report: DoctorReport; isOld: boolean }) {
  const { say, language } = useSay();
  const groups = groupReport(report);
  return (
    <div className="network-page__report" data-old={isOld || undefined}>
      <Summary groups={groups} isProven={report.hasOtherDeviceArrived} time={timeOf(report, language)} />
      <section className="panel" aria-labelledby="doctor-whole">
        <h2 id="doctor-whole" className="panel__title">
          {say('doctor.whole')}
        </h2>
        <FindingList findings={groups.facts} />
      </section>
      <section className="network-page__group" aria-labelledby="doctor-useful">
        <h2 id="doctor-useful" className="panel__title">
          {say('doctor.useful')}
        </h2>
        {groups.useful.map((adapter) => (
          <AdapterPanel key={adapter.interfaceName} adapter={adapter} />
        ))}
        {groups.useful.length === 0 && <p className="page__text">{say('doctor.usefulNone')}</p>}
      </section>
      {groups.mayHelp.length > 0 && (
        <section className="panel" aria-labelledby="doctor-may-help">
          <h2 id="doctor-may-help" className="panel__title">
            {say('doctor.mayHelp')}
          </h2>
          <FindingList findings={groups.mayHelp} />
        </section>
      )}
      {groups.others.length > 0 && (
        <section className="panel" aria-labelledby="doctor-others">
          <h2 id="doctor-others" className="panel__title">
            {say('doctor.others')}
          </h2>
          <QuietAdapters adapters={groups.others} />
        </section>
      )}
    </div>
  );
}

function Summary({ groups, isProven, time }: { groups: ReportGroups; isProven: boolean; time: string }) {
  const { say } = useSay();
  const { problemCount: count } = groups;
  const isGood = count === 0;
  return (
    <div className="network-page__summary" data-good={isGood || undefined}>
      {isGood ? <CircleCheck size={28} aria-hidden /> : <CircleAlert size={28} aria-hidden />}
      <div>
        <p className="network-page__verdict">
          {isGood ? say(isProven ? 'doctor.proven' : 'doctor.allGood') : say('doctor.todo', { count })}
        </p>
        <p className="network-page__time">{say('doctor.checkedAt', { time })}</p>
      </div>
    </div>
  );
}

/** The shape of a report to come. */
function ReportShape() {
  return (
    <div className="network-page__report" aria-hidden>
      {[0, 1, 2].map((panel) => (
        <div key={panel} className="panel">
          <SkeletonLines widths={[35, 90, 75]} />
        </div>
      ))}
    </div>
  );
}

function timeOf({ checkedAt }: DoctorReport, language: string): string {
  return timeOfDay(new Date(checkedAt).toISOString(), language);
}
