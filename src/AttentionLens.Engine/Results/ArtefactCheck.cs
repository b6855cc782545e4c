namespace AttentionLens.Engine;

/// <summary>Says what does not fit together in a figure, table, finding or address, so that nothing later has to doubt it.</summary>
internal static class ArtefactCheck
{
    /// <summary>One line on what is wrong, or null.</summary>
    public static string? Problem(Artefact artefact)
    {
        if (artefact.Id.Value.Length == 0)
        {
            return "a figure or table has no id; give it one";
        }

        string? problem = artefact.Title is null || artefact.Caption is null
            ? "has a title or a caption that is null; give a text"
            : artefact.FindProblem() ?? (Problem(artefact.Address) is { } place ? $"stands nowhere: {place}" : null);
        return problem is null ? null : $"artefact '{artefact.Id}' {problem}";
    }

    /// <summary>One line on what is wrong, or null.</summary>
    public static string? Problem(Finding finding) =>
        !finding.Measures.IsDefault && finding.Measures.Any(measure => measure?.Name is null || measure.Unit is null)
            ? "a measure is null, or has no name or unit; give all three"
            : !Enum.IsDefined(finding.Severity) ? $"its severity is {(int)finding.Severity}; expected Hidden, Note, Warning or Error"
            : Problem(finding.Address);

    /// <summary>One line on what is wrong, or null.</summary>
    public static string? Problem(SiteAddress address) =>
        address.Hook is { Value.Length: 0 } ? "the address has an empty hook name; leave the hook out or name one"
        : address.Head < 0 || address.Query < 0 || address.Key < 0 || address.Example < 0
            ? $"the address {address} has a negative part; heads, positions and examples count from 0"
            : null;
}
