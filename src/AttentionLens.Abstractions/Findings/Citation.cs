namespace AttentionLens;

/// <summary>Where a method comes from.</summary>
/// <param name="Authors">The authors, for instance <c>Clark, Khandelwal, Levy and Manning</c>.</param>
/// <param name="Year">The year of publication.</param>
/// <param name="Title">The paper's title.</param>
public sealed record Citation(string Authors, int Year, string Title);
