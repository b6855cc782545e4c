namespace AttentionLens.Testing;

/// <summary>Finds a test's source file from what the compiler says of it.</summary>
internal static class SourceFile
{
    /// <summary>Finds the file.</summary>
    /// <param name="compiled">The path as compiled. Deterministic builds map the checkout to another root such as <c>/_/</c>, so the
    /// path need not exist.</param>
    /// <param name="start">The folder the tests run from; the checkout is one of its parents.</param>
    /// <exception cref="LensInputException">No such file.</exception>
    public static string Find(string compiled, string start)
    {
        if (Path.IsPathFullyQualified(compiled) && File.Exists(compiled))
        {
            return Path.GetFullPath(compiled);
        }

        // The longest ending that some parent folder has is the one least likely to be a namesake.
        string[] segments = compiled.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        for (int skipped = 0; skipped < segments.Length; skipped++)
        {
            string ending = Path.Combine(segments[skipped..]);
            for (string? folder = Path.GetFullPath(start); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                string candidate = Path.Combine(folder, ending);
                if (File.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        throw new LensInputException(
            $"The test's source file '{compiled}' is not below a parent folder of '{start}': snapshots stand beside their test, so run it from its checkout.");
    }
}
