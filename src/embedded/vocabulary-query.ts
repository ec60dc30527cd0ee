/** What filters, updates, projections and pipelines may say; `lacking` is what MongoDB has beyond it, refused by name. */
const words = (text: string): readonly string[] => Object.freeze(text.split(/\s+/).filter((word) => word !== ''));

export const queryOperators = words(
  `$eq $ne $gt $gte $lt $lte $in $nin $and $or $nor $not $exists $type $mod $regex $options $all $elemMatch $size $expr $comment`,
);

export const updateOperators = words(`$set $unset $inc $mul $min $max $rename $currentDate $setOnInsert $push $pull $pullAll $addToSet $pop
  $each $position $slice $sort $ $[]`);

export const projectionOperators = words('$slice $elemMatch $');

export const stages = words(
  `$match $project $addFields $set $unset $sort $skip $limit $count $group $unwind $replaceRoot $replaceWith $lookup $sortByCount`,
);

export const accumulators = words('$sum $avg $min $max $first $last $push $addToSet $count $mergeObjects');

export const expressions = words(`$literal $cond $and $or $not $ifNull $let $map $filter $setField
  $eq $ne $gt $gte $lt $lte $cmp $add $subtract $multiply $divide $arrayElemAt $concatArrays $in $size $mergeObjects $sum $avg $min $max
  $toString $toLong $toDouble $toDecimal $toDate $toObjectId $type
  $year $month $dayOfMonth $hour $dateToString $dateTrunc $dateAdd $dateDiff $concat $toLower $toUpper $substrCP`);

export const lacking = Object.freeze({
  queryOperators:
    words(`$where $text $near $nearSphere $geoWithin $geoIntersects $geoNear $within $jsonSchema $bitsAllSet $bitsAllClear $bitsAnySet $bitsAnyClear
    $sampleRate $rand $alwaysTrue $alwaysFalse $maxDistance $minDistance`),
  updateOperators: words('$bit'),
  projectionOperators: words('$meta'),
  stages:
    words(`$out $merge $facet $bucket $bucketAuto $sample $unionWith $graphLookup $geoNear $redact $search $searchMeta $vectorSearch $setWindowFields
    $densify $fill $documents $changeStream $changeStreamSplitLargeEvent $collStats $currentOp $indexStats $listLocalSessions $listSessions
    $listSampledQueries $listSearchIndexes $planCacheStats $queryStats $shardedDataDistribution`),
  accumulators: words('$accumulator $bottom $bottomN $firstN $lastN $maxN $minN $median $percentile $stdDevPop $stdDevSamp $top $topN'),
  expressions:
    words(`$accumulator $function $acos $acosh $asin $asinh $atan $atan2 $atanh $cos $cosh $sin $sinh $tan $tanh $degreesToRadians $radiansToDegrees
    $exp $ln $log $log10 $pow $sqrt $bitAnd $bitNot $bitOr $bitXor $binarySize $bsonSize $allElementsTrue $anyElementTrue $setEquals $zip $sortArray
    $firstN $lastN $maxN $minN $median $percentile $stdDevPop $stdDevSamp $indexOfBytes $indexOfCP $ltrim $rtrim $regexFind $regexFindAll $replaceOne
    $strcasecmp $strLenBytes $substr $substrBytes $dateFromParts $dateToParts $isoDayOfWeek $isoWeekYear $week $tsIncrement $tsSecond $meta $rand
    $sampleRate $toHashedIndexKey`),
});
