namespace AttentionLens.Models.Tokenizers;

/// <summary>Several post-processors, of which at most one adds tokens.</summary>
internal static class SequenceProcessing
{
    public static PostProcessor Combine(IReadOnlyList<PostProcessor> steps, string place)
    {
        PostProcessor[] templates = [.. steps.Where(step => step.HasTemplate)];
        if (templates.Length > 1)
        {
            throw new LensInputException($"{place}: {templates.Length} post-processors of the sequence add tokens; one is supported.");
        }

        return (templates.SingleOrDefault() ?? PostProcessor.None) with { TrimsSources = steps.Any(step => step.TrimsSources) };
    }
}
