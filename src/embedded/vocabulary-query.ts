/** What filters, updates, projections and pipelines may say; `lacking` is what MongoDB has beyond it, refused by name. */
export const words = (text: string): readonly string[] => Object.freeze(text.split(/\s+/).filter((word) => word !== ''));

export const queryOperators = words('$eq $ne $gt $gte $lt $lte $in $nin $and $or $nor $not $exists $type $size');
export const updateOperators = words('$set $unset $inc $min $max $setOnInsert $push $addToSet $each $pull');
export const stages = words('$match $project $sort $skip $limit $count $group $unwind');
export const accumulators = words('$sum $min $max $first $push $addToSet');

export const lacking = Object.freeze({
  queryOperators:
    words(`$regex $options $all $elemMatch $mod $expr $comment $where $text $near $nearSphere $geoWithin $geoIntersects $geoNear $within
    $jsonSchema $bitsAllSet $bitsAllClear $bitsAnySet $bitsAnyClear $sampleRate $rand $alwaysTrue $alwaysFalse $maxDistance $minDistance`),
  updateOperators: words('$mul $rename $currentDate $bit $pullAll $pop $position $slice $sort'),
  projectionOperators: words('$slice $elemMatch $meta'),
  stages:
    words(`$addFields $set $unset $replaceRoot $replaceWith $lookup $sortByCount $out $merge $facet $bucket $bucketAuto $sample $unionWith
    $graphLookup $geoNear $redact $search $searchMeta $vectorSearch $setWindowFields $densify $fill $documents $changeStream
    $changeStreamSplitLargeEvent $collStats $currentOp $indexStats $listLocalSessions $listSessions $listSampledQueries $listSearchIndexes
    $planCacheStats $queryStats $shardedDataDistribution`),
  accumulators: words(`$avg $last $count $mergeObjects $accumulator $bottom $bottomN $firstN $lastN $maxN $minN $median $percentile
    $stdDevPop $stdDevSamp $top $topN`),
  expressions:
    words(`$abs $accumulator $acos $acosh $add $allElementsTrue $and $anyElementTrue $arrayElemAt $arrayToObject $asin $asinh $atan $atan2
    $atanh $avg $binarySize $bitAnd $bitNot $bitOr $bitXor $bsonSize $ceil $cmp $concat $concatArrays $cond $convert $cos $cosh $dateAdd
    $dateDiff $dateFromParts $dateFromString $dateSubtract $dateToParts $dateToString $dateTrunc $dayOfMonth $dayOfWeek $dayOfYear
    $degreesToRadians $divide $eq $exp $filter $first $firstN $floor $function $getField $gt $gte $hour $ifNull $in $indexOfArray
    $indexOfBytes $indexOfCP $isArray $isNumber $isoDayOfWeek $isoWeek $isoWeekYear $last $lastN $let $literal $ln $log $log10 $lt $lte $ltrim
    $map $max $maxN $median $mergeObjects $meta $millisecond $min $minN $minute $mod $month $multiply $ne $not $objectToArray $or $percentile
    $pow $radiansToDegrees $rand $range $reduce $regexFind $regexFindAll $regexMatch $replaceAll $replaceOne $reverseArray $round $rtrim
    $sampleRate $second $setDifference $setEquals $setField $setIntersection $setIsSubset $setUnion $sin $sinh $size $slice $sortArray $split
    $sqrt $stdDevPop $stdDevSamp $strLenBytes $strLenCP $strcasecmp $substr $substrBytes $substrCP $subtract $sum $switch $tan $tanh $toBool
    $toDate $toDecimal $toDouble $toHashedIndexKey $toInt $toLong $toLower $toObjectId $toString $toUpper $trim $trunc $tsIncrement $tsSecond
    $type $unsetField $week $year $zip`),
});
