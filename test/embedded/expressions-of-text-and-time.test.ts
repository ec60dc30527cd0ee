import { BSONRegExp, Double } from 'bson';
import { check, decimal, id, long, now } from './expression-cases.ts';

describe('An expression that', () => {
  it('converts', () => {
    check(
      [{ $toString: '$i' }, '7'],
      [{ $toString: '$l' }, '9007199254740993'],
      [{ $toString: '$m' }, '1.50'],
      [{ $toString: '$t' }, now.toISOString()],
      [{ $toString: '$id' }, id.toHexString()],
    );
    check(
      [{ $toInt: '$d' }, 2],
      [{ $toInt: '12' }, 12],
      [{ $toLong: '$i' }, long('7')],
      [{ $toLong: '$t' }, long(String(now.getTime()))],
      [{ $toDouble: '$i' }, new Double(7)],
      [{ $toDouble: '1.5' }, new Double(1.5)],
    );
    check(
      [{ $toDecimal: '$d' }, decimal('2.5')],
      [{ $toDecimal: '0.10' }, decimal('0.10')],
      [{ $toBool: 0 }, false],
      [{ $toDate: long('0') }, new Date(0)],
      [{ $toDate: '2026-03-01' }, new Date('2026-03-01')],
    );
    check(
      [{ $toObjectId: id.toHexString() }, id],
      [{ $toDate: '$id' }, id.getTimestamp()],
      [{ $toInt: '$z' }, null],
      [{ $type: '$nothing' }, 'missing'],
      [{ $type: '$l' }, 'long'],
      [{ $isNumber: '$m' }, true],
    );
    check(
      [{ $convert: { input: 'x', to: 'int', onError: -1 } }, -1],
      [{ $convert: { input: '$z', to: 'long', onNull: 0 } }, 0],
      [{ $convert: { input: '7', to: 16 } }, 7],
    );
  });

  it('reads and writes times', () => {
    check(
      [{ $year: '$t' }, 2026],
      [{ $month: '$t' }, 3],
      [{ $dayOfMonth: '$t' }, 1],
      [{ $dayOfWeek: '$t' }, 1],
      [{ $dayOfYear: '$t' }, 60],
      [{ $isoWeek: '$t' }, 9],
    );
    check(
      [{ $hour: '$t' }, 12],
      [{ $minute: '$t' }, 30],
      [{ $second: '$t' }, 45],
      [{ $millisecond: '$t' }, 678],
      [{ $hour: { date: '$t', timezone: '+08:00' } }, 20],
      [{ $year: '$z' }, null],
    );
    check(
      [{ $dateToString: { date: '$t', format: '%Y-%m-%d' } }, '2026-03-01'],
      [{ $dateToString: { date: '$t' } }, now.toISOString()],
      [{ $dateToString: { date: '$z', onNull: 'none' } }, 'none'],
    );
    check(
      [{ $dateToString: { date: '$t', format: '%H:%M', timezone: 'Asia/Shanghai' } }, '20:30'],
      [{ $dateFromString: { dateString: '2026-03-01T12:30:45.678Z' } }, now],
    );
    check(
      [{ $dateTrunc: { date: '$t', unit: 'hour' } }, new Date('2026-03-01T12:00:00Z')],
      [{ $dateTrunc: { date: '$t', unit: 'month' } }, new Date('2026-03-01')],
    );
    check(
      [{ $dateAdd: { startDate: '$t', unit: 'day', amount: 2 } }, new Date('2026-03-03T12:30:45.678Z')],
      [{ $dateSubtract: { startDate: '$t', unit: 'hour', amount: 1 } }, new Date('2026-03-01T11:30:45.678Z')],
    );
    check([{ $dateDiff: { startDate: new Date('2026-02-01'), endDate: '$t', unit: 'day' } }, long('28')]);
  });

  it('works on text', () => {
    check(
      [{ $concat: ['$s', '!'] }, 'Green Fuel!'],
      [{ $concat: ['$s', '$z'] }, null],
      [{ $concat: ['$s', { $literal: '$i' }] }, 'Green Fuel$i'],
      [{ $toLower: '$s' }, 'green fuel'],
      [{ $toUpper: '$z' }, ''],
    );
    check(
      [{ $split: ['$s', ' '] }, ['Green', 'Fuel']],
      [{ $strLenCP: '$s' }, 10],
      [{ $substrCP: ['$s', 6, 4] }, 'Fuel'],
      [{ $trim: { input: '  x ' } }, 'x'],
      [{ $trim: { input: '--x-', chars: '-' } }, 'x'],
    );
    check(
      [{ $regexMatch: { input: '$s', regex: '^green', options: 'i' } }, true],
      [{ $regexMatch: { input: '$s', regex: new BSONRegExp('^g') } }, false],
      [{ $replaceAll: { input: '$s', find: 'e', replacement: 'E' } }, 'GrEEn FuEl'],
    );
  });
});
