namespace AttentionLens.Testing.Conformance;

/// <summary>The adapter knows its own folders, from the configuration alone.</summary>
internal sealed class MatchHonestLaw : Law
{
    private const string Stranger = """{"model_type": "no-such-family", "architectures": ["NoSuchModel"]}""";
    private const string Nobody = "{}";

    public override string Id => "match-honest";

    public override string Demand =>
        "The adapter says yes to its own config.json without looking at another file, and no with a reason to that of another model_type or of none.";

    public override ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        verdict.Saw(3);
        using (ScratchFolder alone = new(subject.Folder.Config.GetRawText()))
        {
            if (!subject.Adapter.Match(alone.Open()).IsMatch)
            {
                verdict.Fail(
                    "Match says no to the model's own config.json in a folder without the other files; expected yes: Match reads the configuration alone.");
            }
        }

        Refused(subject, verdict, Stranger, "a config.json with model_type 'no-such-family'");
        Refused(subject, verdict, Nobody, "a config.json that names neither model_type nor architectures");
        return ValueTask.CompletedTask;
    }

    private static void Refused(Subject subject, Verdict verdict, string config, string what)
    {
        using ScratchFolder folder = new(config);
        ModelMatch match = subject.Adapter.Match(folder.Open());
        if (match.IsMatch)
        {
            verdict.Fail($"Match says yes to {what}; expected no: compare ModelFolder.ModelType with the adapter's own.");
        }
        else if (string.IsNullOrWhiteSpace(match.Reason))
        {
            verdict.Fail($"Match says no to {what} without a reason; use ModelMatch.No with one line that says what was found.");
        }
    }
}
