namespace AttentionLens.Samples;

/// <summary>The rules that all domains share: how an opinion is put, how it is negated, and what is said beside it.</summary>
internal static class GeneralRules
{
    /// <summary>The rules. An opinion's negators stand before its sentiment word.</summary>
    public static RuleSet Rules { get; } = new("""
        opinion: <asserted> | <asserted> | <asserted> | <asserted> | <asserted> | <asserted> | <asserted> | <asserted> | <asserted>
            | <denied> | <denied> | <denied> | <denied> | <denied> | <doubled>
        asserted: <predicate> | <predicate> | <predicate> | <verdict> | <verdict> | <feeling> | <effect> | <effect> | <trait> | <advice>
        predicate: <subject> <was> <degree> @adjective | <subjects> <were> <degree> @adjective
            | <subject> <was> @adjective and @adjective | I found <subject> <degree> @adjective
            | I think <subject> <was> <degree> @adjective | <subjects> <were> @adjective and @adjective
        verdict: <whole> <was> a @adjective <kind> | <whole> <was> a <strong> @adjective <kind> | it was a @adjective <kind>
            | <whole> <was> the @superlative <kind> I know | <whole> <was> a <complete> @noun | it was a @noun
        feeling: <i> @loved <object> | <i> really @loved <object> | <i> @love <object> | I was <degree> @mood | <whole> left me @mood
            | <subject> made me @mood
        effect: <subject> @impressed <us> | <subject> really @impressed me | <subject> <worked> @adverb | everything <worked> @adverb
        trait: <subject> had plenty of @quality | <whole> was full of @quality | there was a lot of @quality in <whole>
            | <subject> had many @qualities | there were many @qualities
        advice: <i> would @recommend <whole> | <i> will @recommend <whole> | <i> @recommend <whole>
        denied: <notpredicate> | <notpredicate> | <notpredicate> | <notverdict> | <notverdict> | <notfeeling> | <noteffect>
            | <noteffect> | <nottrait> | <notadvice> | <nowords>
        notpredicate: <subject> <was> <not> <degree> @adjective | <subject> <was> <not> @adjective
            | <subject> <wasnot> <degree> @adjective | <subjects> <were> <not> @adjective | <subjects> <werenot> <degree> @adjective
            | <subject> <was> !neither @adjective & !nor @adjective | I did !not find <subject> <degree> @adjective
            | I !never found <subject> @adjective
        not: !not | !not | !not | !not | !never | !hardly | !barely | !far_from | !anything_but | !by_no_means | !not_at_all
            | !not_exactly | !nowhere_near | !in_no_way
        wasnot: !wasn't | !wasn't | !isn't
        werenot: !weren't | !aren't
        notverdict: <whole> <isor> !not a @adjective <kind> | <whole> <isor> !not a <strong> @adjective <kind>
            | <whole> <isor> !not the @superlative <kind> I know | it was !hardly a @adjective <kind> | it <wasnot> a @adjective <kind>
            | <whole> <isor> !no @noun | <whole> <isor> !not a @noun | it <wasnot> a @noun
            | there was !nothing @adjective about <subject>
        notfeeling: <i> did !not @love <object> | <i> !didn't @love <object> | <i> !don't @love <object> | <i> do !not @love <object>
            | <i> !never @loved <object> | I was !not <degree> @mood | we were !not @mood | I !wasn't @mood
            | <whole> did !not leave me @mood | <subject> !never made me @mood
        noteffect: <subject> did !not @impress <us> | <subject> !didn't @impress me | <subject> !never @impressed <us>
            | <subject> !failed_to @impress <us> | <subject> does !not @impress me | <subject> did !not work @adverb
            | <subject> !never worked @adverb | !nothing about <subject> could @impress <us>
        nottrait: <subject> had !no @quality | <subject> !lacked @quality | <whole> was !without @quality
            | there was !no @quality in <whole> | <subject> was !free_of @quality | <subject> had !no @qualities
            | there were !no @qualities | <whole> was !without any @qualities
        notadvice: <i> would !not @recommend <whole> | <i> !wouldn't @recommend <whole> | <i> !won't @recommend <whole>
            | <i> would !never @recommend <whole> | I !cannot @recommend <whole>
        nowords: I would !not say <subject> was @adjective | I would !never call <subject> @adjective
            | !nobody could call <subject> @adjective | I do !not think <subject> was <degree> @adjective
            | I !don't think <subject> was @adjective | I !can't say <i> @loved <object>
        doubled: <subject> !never !failed_to @impress <us> | <subject> did !not !fail_to @impress <us>
            | I would !not say <subject> was !not @adjective | !nobody could say <subject> was !not @adjective
            | it is !not true that <subject> was !not @adjective | I !can't say <i> did !not @love <object>
            | <subject> was !not !without @quality | <subject> was !not !without @qualities | <subject> !never !lacked @quality
        fragment: @adjective <kind> | @superlative <kind> ever | the @superlative <kind> ever | the @superlative <kind> I know
            | @loved it | @love it | so @adjective | <degree> @adjective <kind> | what a @adjective <kind>
            | a <strong> @adjective <kind> | <degree> @adjective | @adjective and @adjective | !not @adjective
            | !not a @adjective <kind> | !not <degree> @adjective | !never @adjective | simply @adjective | what a @noun
            | a <complete> @noun | !no @noun | !hardly @adjective
        aside: <others> @loved <object> | <others> did !not @love <object> | <others> said <subject> was <degree> @adjective
            | <others> said <whole> was !not @adjective | <others> found <object> <degree> @adjective | <others> called it @adjective
            | <elsewhere> was <degree> @general | <elsewhere> was !not @general | <elsewhere> had been @general
            | <elsewhere> @impressed <us> | I expected a @adjective <kind> | we had hoped for a @adjective <kind>
            | I had heard that <subject> was @adjective | the reviews were <degree> @review
        despite: the @adjective <thing>
        others: my <relative> | my <relative> | <name> | <name> | the critics | many people | a friend of mine | some guests
        relative: brother | sister | mother | father | wife | husband | neighbour | boss | cousin | uncle | son | daughter | colleague
        name: Anna | Ben | Clara | David | Emma | Felix | Greta | Henry | Ida | Jonas | Kate | Leo | Mary | Nina | Oscar | Paul | Rosa
            | Sam | Tom | Vera | <invented>
        was: was | was | was | is | is | seemed | felt
        isor: was | was | is
        were: were | were | are | seemed
        worked: worked | worked | turned out | went | came together
        degree: ~ | ~ | very | so | really | truly | quite | rather | extremely | absolutely | incredibly | pretty | totally | too
            | just | completely
        strong: ~ | very | really | truly | quite | rather
        complete: ~ | complete | total | real | true
        i: I | I | I | we
        us: me | me | us | everyone
        object: <subject> | <whole> | <whole> | it | <subjects>
        opening: last night | in the end | to be honest | overall | after two weeks | in my opinion | on the whole | this time
            | for once | as a guest | all in all | on Tuesday
        end: . | . | . | !
        """);
}
