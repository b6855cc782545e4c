namespace AttentionLens.Samples;

/// <summary>The words with a polarity that all domains share.</summary>
internal static class SentimentWords
{
    /// <summary>The name of the class that domains add to.</summary>
    public const string Adjective = "adjective";

    private static readonly SentimentClass General = new(
        """
        good great wonderful excellent brilliant superb lovely delightful fantastic amazing terrific charming impressive enjoyable
        splendid perfect marvellous outstanding pleasant beautiful stunning clever fun exciting satisfying nice awesome fabulous
        remarkable refreshing interesting incredible solid cool fine special
        """,
        """
        bad terrible awful horrible dreadful poor boring dull disappointing mediocre lousy weak ugly annoying unpleasant disgusting
        ridiculous tedious miserable useless pathetic appalling forgettable messy painful clumsy shoddy bland frustrating irritating
        worthless stupid lame unacceptable crappy
        """);

    /// <summary>The classes by name.</summary>
    public static IReadOnlyDictionary<string, SentimentClass> All { get; } = new Dictionary<string, SentimentClass>(StringComparer.Ordinal)
    {
        [Adjective] = General,
        ["general"] = General,
        ["superlative"] = new("best finest nicest loveliest", "worst weakest poorest dullest"),
        ["loved"] = new("loved liked enjoyed adored admired appreciated", "hated disliked regretted loathed despised detested"),
        ["love"] = new("love like enjoy adore admire appreciate", "hate dislike regret loathe despise detest"),
        ["impressed"] = new(
            "impressed delighted pleased amazed charmed satisfied excited",
            "disappointed bored annoyed irritated disgusted frustrated insulted"),
        ["impress"] = new("impress delight please amaze charm satisfy excite", "disappoint bore annoy irritate disgust frustrate insult"),
        ["mood"] = new(
            "happy delighted pleased impressed satisfied thrilled glad",
            "disappointed bored annoyed unhappy angry sad frustrated disgusted"),
        ["noun"] = new(
            "masterpiece delight joy pleasure gem treat success triumph bargain",
            "disaster disappointment failure mess nightmare flop shame joke waste_of_time waste_of_money"),
        ["quality"] = new("charm style joy wit care love taste warmth", "nonsense trouble boredom chaos rubbish dirt noise"),
        ["qualities"] = new("strengths highlights charms delights pleasures", "problems flaws mistakes faults errors weaknesses"),
        ["review"] = new("good great excellent enthusiastic wonderful", "bad terrible awful poor devastating"),
        ["adverb"] = new("well beautifully perfectly smoothly brilliantly nicely", "badly poorly terribly horribly miserably awfully"),
        ["recommend"] = new("recommend praise choose", "avoid skip reject"),
    };
}
