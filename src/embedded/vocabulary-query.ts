/** What filters, updates and pipelines may say; `lacking` is what MongoDB has beyond it, refused by name. */
export const words = (text: string): readonly string[] => Object.freeze(text.split(/\s+/).filter((word) => word !== ''));

export const queryOperators = words('$eq $ne $gt $gte $lt $lte $in $and $or $size $type');
export const updateOperators = words('$set $unset $inc $max $setOnInsert $push $pull');
/** In the order in which a pipeline may have them, each once. */
export const stages = words('$match $group');
export const accumulators = words('$sum');

export const lacking = Object.freeze({
  queryOperators: words(`$nin $nor $not $exists $regex $options $all $elemMatch $mod $expr $comment $where $text $near $nearSphere
    $geoWithin $geoIntersects $geoNear $within $jsonSchema $bitsAllSet $bitsAllClear $bitsAnySet $bitsAnyClear $sampleRate $rand
    $alwaysTrue $alwaysFalse $maxDistance $minDistance $ref $id $db`),
  updateOperators: words('$min $addToSet $each $mul $rename $currentDate $bit $pullAll $pop $position $slice $sort'),
  stages:
    words(`$sort $skip $limit $project $count $unwind $addFields $set $unset $replaceRoot $replaceWith $lookup $sortByCount $out $merge $facet $bucket
    $bucketAuto $sample $unionWith $graphLookup $geoNear $redact $search $searchMeta $vectorSearch $setWindowFields $densify $fill
    $documents $changeStream $changeStreamSplitLargeEvent $collStats $currentOp $indexStats $listLocalSessions $listSessions
    $listSampledQueries $listSearchIndexes $planCacheStats $queryStats $shardedDataDistribution`),
  accumulators: words(`$min $max $first $push $addToSet $avg $last $count $mergeObjects $accumulator $bottom $bottomN $firstN $lastN $maxN
    $minN $median $percentile $stdDevPop $stdDevSamp $top $topN`),
});
