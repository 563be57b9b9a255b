import { useCallback, useEffect, useState } from 'react';
import type { DoctorReport } from '../../../server/protocol/admin.ts';
import type { ApiFailure, ApiResult } from '../../client/http-call.ts';
import { useAdmin } from '../link/admin-context.ts';

interface Doctor {
  /** The latest one, kept while the next is made. */
  report: DoctorReport | null;
  failure: ApiFailure | null;
  isChecking: boolean;
  check: () => void;
}

/** Checks once at the start, then whenever it is asked to. */
export function useDoctor(): Doctor {
  const { runDoctor } = useAdmin().host;
  const [state, setState] = useState<Omit<Doctor, 'check'>>({
    report: null,
    failure: null,
    isChecking: true,
  });

  const settle = useCallback((answer: ApiResult<DoctorReport>) => {
    setState((known) =>
      answer.ok
        ? { report: answer.value, failure: null, isChecking: false }
        : { ...known, failure: answer, isChecking: false },
    );
  }, []);

  useEffect(() => {
    let isCurrent = true;
    void runDoctor().then((answer) => {
      if (isCurrent) settle(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [runDoctor, settle]);

  const check = () => {
    if (state.isChecking) return;
    setState({ ...state, failure: null, isChecking: true });
    void runDoctor().then(settle);
  };
  return { ...state, check };
}
