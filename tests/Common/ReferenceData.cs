namespace AttentionLens.Tests;

/// <summary>Finds the checkout and the reference numbers and data sets that may stand beside it, in a folder named <c>shared</c>.</summary>
internal static class ReferenceData
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Checkout { get; } = FindCheckout();

    /// <summary>The folder beside the checkout that holds reference numbers and data sets; it may be absent.</summary>
    public static string Shared { get; } = Path.Combine(Path.GetDirectoryName(Checkout) ?? Checkout, "shared");

    /// <summary>The full path of something below <see cref="Shared"/>.</summary>
    public static string At(string relativePath) => Path.Combine(Shared, relativePath);

    /// <summary>Why a test that needs the path cannot run, or null where it can.</summary>
    public static string? MissingReason(string relativePath) =>
        Path.Exists(At(relativePath)) ? null : $"'shared/{relativePath}' does not stand beside the checkout";

    private static string FindCheckout()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "AttentionLens.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests run from a checkout that holds AttentionLens.sln.");
    }
}
