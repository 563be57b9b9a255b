import express, { type RequestHandler } from 'express';
import multer from 'multer';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';

const MAX_FIELDS = 16;

/** Reads a small body however the client writes it: JSON, a form, or a form with parts. Files have no place in it. */
export function formBody(): RequestHandler[] {
  const limit = LIMITS.jsonBodyMaxBytes;
  const parts = multer({ limits: { fields: MAX_FIELDS, fieldSize: limit, parts: MAX_FIELDS } }).none();
  return [
    express.json({ limit, type: 'application/json' }),
    express.urlencoded({ limit, extended: false, parameterLimit: MAX_FIELDS }),
    (request, response, next) => {
      parts(request, response, (error: unknown) => {
        if (error) next(new AppError('invalid_request', undefined, { cause: error }));
        else next();
      });
    },
  ];
}
